# viewer: texts whose ids begin with "viewer-"
viewer-count = { $at } of { $count }
viewer-close = Close
viewer-fit = Show the whole picture
viewer-zoom-in = Larger
viewer-zoom-out = Smaller
viewer-next = Next
viewer-previous = Previous
viewer-loading = The picture is being read.
viewer-video = There is no still of this video yet. The file itself is kept unaltered.
viewer-no-picture = This file has no picture to show.
