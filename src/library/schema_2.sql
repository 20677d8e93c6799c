-- Format 2: whether shipping was part of the advertised price of an order, where that is known.
ALTER TABLE orders ADD COLUMN delivery_included INTEGER CHECK (delivery_included IN (0, 1));
