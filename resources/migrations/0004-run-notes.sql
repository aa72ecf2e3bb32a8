-- What people write about a run. Rows are only ever added; the newest of a run holds. The run is named by its id, so
-- that the facts of a run can be removed without touching what was said about it.
CREATE TABLE run_note (
  run_id UUID NOT NULL,
  notes VARCHAR NOT NULL,
  tags VARCHAR[] NOT NULL,
  written_at TIMESTAMP NOT NULL,          -- UTC
  written_by VARCHAR NOT NULL
);
