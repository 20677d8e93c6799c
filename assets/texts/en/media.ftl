# media: texts whose ids begin with "media-"

media-not-a-file = “{ $name }” is not a plain file, so it was not opened. Choose a picture or a video.
media-file-gone = “{ $name }” is no longer there. Nothing was changed; look whether it was moved or its disk unplugged.
media-no-permission = “{ $name }” may not be read with your rights. Nothing was changed; change its permissions or copy it elsewhere.
media-cannot-read = “{ $name }” cannot be read. Nothing was changed; check the disk and try again.
media-cannot-decode = The picture could not be opened: it is damaged or of a kind that cannot be decoded here. The original stays as it is; save it as JPEG in another program.
media-too-many-pixels = The picture has too many pixels to be opened safely. The original stays as it is; save a smaller copy of it in another program.
media-no-video-copy = Copies of videos cannot be made yet. The original stays as it is; cut or convert it in a video program.
media-cannot-fit = No copy of the picture fits { $target } in a format that is accepted. The original stays as it is; crop it in another program.
media-cannot-encode = The copy could not be written. The original stays as it is; try again, or save it as JPEG in another program.
