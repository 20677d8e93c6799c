# bin: texts whose ids begin with "bin-"
bin-title = Bin
bin-subtitle = What you removed. It is kept until you empty the bin.
bin-empty = Empty the bin…
bin-restore = Restore
bin-since = removed { $at }
bin-empty-title = The bin is empty
bin-empty-words = Orders, files and cases that you remove come here first.
bin-said-restored = Taken out of the bin
bin-toast-emptied = The bin was emptied
