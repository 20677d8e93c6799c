# problem: what went wrong, for problems that no single room owns
problem-cancelled = Stopped. Nothing half done was kept.
problem-no-thread = The system gave no room for one more task. Nothing was changed. Close other programs and start Parcelproof again.
problem-job-crashed = Something went wrong inside Parcelproof. Your library is as it was before. Try again; if it happens again, restart the program.
problem-machine-not-written = The settings of this machine could not be saved. They hold until the program is closed.
problem-log-not-written = The log cannot be written. Everything else works.
problem-no-clipboard = The clipboard cannot be reached. Nothing was changed. Try again, or drop a file instead.
problem-no-dialog = The file dialog could not be opened. Nothing was changed. Drop the files on the window, or paste them.
problem-no-file-manager = No file manager could show “{ $path }”. The file is there.
problem-no-notification = The desktop shows no notifications now.
problem-desktop-busy = The desktop does not answer. Nothing was changed. Try again in a moment.
problem-own-fault = The program came upon a fault of its own and stopped. Nothing half done was kept; a note without names is in its folder of notes. Please report it, and try again.
problem-no-such-day = There is no day { $text } in the calendar. Nothing was changed; check it.
problem-skipped-time = { $text } did not exist in { $zone }: the clocks were put forward then. Nothing was changed; check the time.
