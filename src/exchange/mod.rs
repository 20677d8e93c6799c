//! What leaves the program: claim bundle, dossier, calendar. Writes through `Write + Seek` or to a folder named
//! by the caller, reads originals through a trait; knows neither library nor media.
