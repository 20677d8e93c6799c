-- Format 2: whether shipping was part of the advertised price of an order, where that is known; and which file is a
-- copy of which, and how it was made. Bytes have one row, so two originals can have one copy, and a file that the buyer
-- brought in can be the copy of another. `evidence.original_id` stays: it marks what was made here and never brought in.

ALTER TABLE orders ADD COLUMN delivery_included INTEGER CHECK (delivery_included IN (0, 1));

CREATE TABLE copies (
    original_id INTEGER NOT NULL REFERENCES evidence (id),
    copy_id INTEGER NOT NULL REFERENCES evidence (id),
    recipe TEXT NOT NULL,
    PRIMARY KEY (original_id, copy_id),
    CHECK (original_id <> copy_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_copy ON copies (copy_id);

INSERT INTO copies (original_id, copy_id, recipe)
SELECT original_id, id, recipe FROM evidence WHERE original_id IS NOT NULL;
