# check: texts whose ids begin with "check-"

check-the-picture = picture
check-the-video = video

check-empty = The file is empty: it has no bytes at all. Copy it again from the phone or camera.
check-not-media = This is neither a picture nor a video, so it cannot be evidence. Attach a photo or a screenshot of it instead.
check-not-media-named = This is { $format }, neither a picture nor a video. Attach a photo or a screenshot of it instead.
check-audio-only = There is only sound in this file and no picture, so it will not be accepted. Attach a video or a photo.
check-hollow = The file begins like a { $what } but has nothing behind it. Copy it again from where it came.
check-cut-off = The { $what } is cut off: its end is missing. Copy or download it again; the original is probably whole.
check-corrupt = The { $what } is damaged inside. Copy it again from the phone or camera, or take another one.
check-too-complex = The picture claims { $width } × { $height } pixels, more than can be opened safely. Save a smaller copy of it in another program.

check-image-convert = { $format } is not accepted. Make a copy as JPEG; the original stays.
check-image-format = { $format } is not accepted and cannot be converted here. Save it as JPEG on the phone or in a picture program, then add the JPEG.
check-video-format = { $format } is not accepted. Convert it to MP4 (H.264) in a video program, then add the MP4; converting videos is not built in yet.

check-no-extension = The name does not end in .{ $wanted }, though the file is { $format }. Rename it; the content is fine.
check-wrong-extension = The name ends in .{ $found }, but the file is { $format }. Rename it to .{ $wanted }; the content is fine.
check-unlisted-extension = The name ends in .{ $found }, which is not on the marketplace's list. Rename it to .{ $wanted }; the content is the same.

check-too-large-image = { $size } ({ $size_exact } bytes) is over the limit of { $limit } for pictures. Make a smaller copy; the original stays.
check-too-large-moving = { $size } ({ $size_exact } bytes) is over the limit of { $limit } for pictures. Make a smaller copy; it will show the first frame only, the original stays.
check-too-large-video = { $size } ({ $size_exact } bytes) is over the limit of { $limit } for videos. Cut out the part that matters in a video program and add that; cutting videos is not built in yet.
check-borderline-image = { $size_exact } bytes may be refused: it depends on whether the limit of { $limit } is counted in thousands or in 1,024s. A copy that fits is safer.
check-borderline-video = { $size_exact } bytes may be refused: it depends on whether the limit of { $limit } is counted in thousands or in 1,024s. A slightly shorter video is safer.

check-duplicate = The same file as { $of }, byte for byte. Attach it once.
check-polyglot = Something else is hidden in this file, behind or before the picture, which an upload filter may refuse. A fresh copy of the picture leaves it out.
check-location = The place where the picture was taken is written in the file, and whoever gets it can read it. A copy without the location keeps it private.
check-location-video = The place where the video was taken is written in the file, and whoever gets it can read it. Removing it from videos is not built in yet.
check-animated = The picture moves. It may be shown as a still: make sure its first frame says what you need.

check-name-unreadable = The name has characters that cannot be shown. Give it a plain name before sending it.
check-name-invisible = The name has invisible characters that can make it look like another one. Give it a plain name before sending it.
check-name-separator = The name has a slash in it, which other systems read as a folder. Give it a plain name before sending it.
check-name-reserved = Windows keeps this name for itself and cannot store the file. Give it another name before sending it.
check-name-edges = The name begins or ends with a space or a dot, which other systems cut off. Give it a plain name before sending it.
check-name-long = The name is longer than many systems can store. Give it a shorter one before sending it.
check-video-not-accepted = Videos are not accepted here ({ $format }). Send pictures of it.
check-too-large-document = The document has { $size }, and { $limit } are accepted. Make it smaller with another program.
