-- Comparisons that people keep under a name. Rows are only ever added; the newest of a pin holds, and one that is taken
-- down has a newest row that says so. Runs are named by their ids and their names at the time, so that a pin can say
-- which of its runs is gone.
CREATE TABLE comparison_pin (
  pin_id UUID NOT NULL,
  name VARCHAR NOT NULL,
  run_ids VARCHAR[] NOT NULL,             -- the base, then the alternatives in their order
  run_names VARCHAR[] NOT NULL,           -- in the same order, when it was pinned
  shown JSON NOT NULL,                    -- what was chosen on the page, by name
  is_removed BOOLEAN NOT NULL,
  written_at TIMESTAMP NOT NULL,          -- UTC
  written_by VARCHAR NOT NULL
);
