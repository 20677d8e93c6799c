# library: the library folder, its database and its vault of originals

library-busy = Another program is writing to this library. Nothing was changed; try again in a moment.
library-disk-full = The disk is full. Nothing was changed and nothing is lost; make room and try again.
library-file-too-large-for-disk = The disk the library is on cannot hold a file this large. Nothing was changed; move the library to another disk.
library-disk-trouble = The disk reported an error. Nothing was changed; check the disk and try again.
library-read-only = This library can only be read here. Nothing was changed; allow writing to its folder or copy it to another place.
library-folder-read-only = The library folder cannot be written to. Nothing was changed; the library can be opened for reading, or allow writing to the folder.
library-no-folder = “{ $name }” is a file, or lies below one, so there can be no library in it. Nothing was changed; name a folder.
library-cannot-open = The library cannot be opened. Nothing was changed; check that its folder is there and may be read.
library-none-here = There is no library in “{ $name }”; nothing was made. Choose another folder, or add an order to make a library there.
library-not-a-library = The database in this folder is not a Parcelproof library. Nothing was changed; choose another folder.
library-newer = This library was written by a newer Parcelproof (format { $found }, this one knows up to { $known }). Nothing was changed; install the newer version to open it.
library-older-read-only = This library was written by an older Parcelproof and has to be brought up to date, which takes writing. Nothing was changed; open it once where its folder can be written to.
library-unfinished = This library was not closed properly and can only be put right where its folder can be written to. Nothing was changed; copy the whole folder to such a place and open it there.
library-damaged = The database of this library is damaged. The originals are safe in their folder; put the database back from a copy of yours.
library-damaged-backup = The database of this library is damaged. The originals are safe in their folder; put back the newest database from its “backups” folder or from a copy of yours.
library-database-missing = The folder holds originals, but their database is missing. Nothing was changed; put the database back from a copy of yours.
library-database-missing-backup = The folder holds originals, but their database is missing. Nothing was changed; put the database back from the “backups” folder or from a copy of yours.
library-database-failed = The database refused this. Nothing was changed; if it happens again, verify the library.
library-backup-exists = “{ $name }” is there already and was not replaced. Choose another name.
library-changed-elsewhere = The library was changed since, perhaps by another program, so this was not taken back. Nothing was changed; look at how it stands now and change it there.
library-change-too-deep = This change is too deeply nested. Nothing was changed.

library-source-vanished = “{ $name }” is no longer there. Nothing was stored; add it again once it is back.
library-source-refused = “{ $name }” may not be read. Nothing was stored; allow reading it and add it again.
library-source-unreadable = “{ $name }” could not be read to its end. Nothing was stored; check the disk or card it is on and add it again.
library-source-changed = “{ $name }” changed while it was being copied. Nothing was stored; wait until it is complete and add it again.
library-not-a-file = “{ $name }” is not a file. Nothing was stored; choose a photo, a video or another file.
library-not-stored = “{ $name }” is not in the library yet, so it was not listed. Nothing was changed; add the file again.
library-original-missing = The stored file is missing from the library folder. Verify the library to see what else is, and put the file back from a copy of yours.

library-no-order = There is no order { $id } in this library. Nothing was changed.
library-no-line = There is no line { $id } there. Nothing was changed.
library-no-file = There is no file { $id } in this library. Nothing was changed.
library-no-use = File use { $id } has ended or was never there. Nothing was changed.
library-no-case = There is no case { $id } in this library. Nothing was changed.
library-no-event = There is no event { $id } in this library. Nothing was changed.
library-no-submission = There is no submission { $id } there. Nothing was changed.

library-order-exists = Order { $number } is in the library already. Nothing was changed; open it and change it there.
library-order-in-bin = Order { $number } is in the bin. Nothing was changed; restore it first.
library-file-in-bin = “{ $name }” is in the bin. Nothing was changed; restore it first.
library-case-in-bin = Case { $id } is in the bin. Nothing was changed; restore it first, or the order it belongs to.
library-number-unknown = There is no order { $number } in this library. Check the number, or add the order.
library-number-ambiguous = Order number { $number } is known at several marketplaces. Nothing was changed; say which one is meant: { $orders }.
library-line-used = Line { $line } has files or a case. Nothing was changed; move or remove those first.
library-reorder-repeats = A file is named twice in the new order. Nothing was changed.
library-sent-stays = Submission { $number } was sent and stays as it is. Nothing was changed; make a new one, or undo its sending if it was recorded by mistake.
library-sent-differently = Submission { $number } was changed since, so it cannot be counted as sent again. Nothing was changed; record the sending anew.

library-stage-emptying = Emptying the bin
library-stage-database = Checking the database and its logs
library-stage-originals = Checking every stored file
