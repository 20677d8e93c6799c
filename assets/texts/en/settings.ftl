# settings: texts whose ids begin with "settings-"
settings-look = Look and language
settings-language = Language
settings-theme = Theme
settings-theme-system = As the system
settings-theme-light = Light
settings-theme-dark = Dark
settings-zone = Your time zone
settings-zone-help = Deadlines are shown in it, and days are counted by it.
settings-zone-unknown = Type a zone such as Europe/Warsaw.
settings-library = Library
settings-library-words = Everything is in this folder: a database, and your originals, never altered. Copy the folder to keep a backup.
settings-library-open = Open folder
settings-library-other = Open another folder…
settings-verify = Check the library
settings-verifying = Checking every file…
settings-verified = { $count ->
    [one] 1 file checked: nothing is missing or changed.
   *[other] { $count } files checked: nothing is missing or changed.
}
settings-verify-missing = “{ $name }” is missing from the library folder.
settings-verify-changed = “{ $name }” no longer has the bytes it was stored with.
settings-verify-unreadable = “{ $name }” cannot be read.
settings-verify-orphaned = “{ $name }” is in the library folder, but nothing refers to it.
settings-verify-log = A log of events does not hold together: something was changed outside the program.
settings-verify-database = The database is damaged. Take a backup of the folder before you go on.
settings-privacy = Privacy
settings-privacy-network = The program opens no network connection. Nothing leaves this laptop but what you export.
settings-privacy-location = Copies that fit never hold the place where a photo was taken.
settings-privacy-originals = Originals are never altered.
settings-rules = Rules
settings-said-changed = Setting changed
settings-version = Parcelproof { $version }
settings-private = Words to leave out
settings-private-help = Your name, phone, street: separated by commas. A claim exported without names leaves them out of every text.
settings-days = How days are counted
settings-holidays = Holidays
settings-holidays-help = Days that are no business days, as 2026-01-01, parted by commas.
settings-holiday-refused = “{ $text }” is not a day. Write it as 2026-01-01; nothing was changed.
settings-holidays-many = At most { $most } days can be listed. Nothing was changed; leave out past years.
settings-country = Country
settings-country-help = Two letters. Rules for parts of the world are shown only where they apply; empty shows them all.
settings-country-refused = “{ $text }” is not a country. Use two letters such as DE; nothing was changed.
settings-check-in = Days between looks at a refund
settings-check-in-help = While a refund does not come, you are reminded this often; 0 for never.
settings-check-in-refused = “{ $text }” is not a number of days from 0 to 365. Nothing was changed.
settings-key-unknown = There is no setting “{ $key }” that can be changed here. Known are: { $known }. Nothing was changed.
