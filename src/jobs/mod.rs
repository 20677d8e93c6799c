//! Every ability as one synchronous function: the only place that joins media, library and exchange.
//! No threads, no egui; the clock comes in with the context.
