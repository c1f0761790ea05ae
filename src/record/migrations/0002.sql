-- How statements tell the mood; acts that articles tell to be done or not; indices for what answers single out. All of it
-- is worked out from the readings: the rows of every document are made anew after this step.

ALTER TABLE statement ADD COLUMN tone INTEGER; -- of the mood: 0 bad, 1 good, 2 unclear; null where it tells none

-- An act that is told to be done, or not to be done.
CREATE TABLE done (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document,
  number INTEGER NOT NULL,
  report INTEGER NOT NULL,
  known INTEGER NOT NULL,
  until INTEGER NOT NULL,
  day INTEGER NOT NULL,               -- the day it tells, else known
  dated INTEGER NOT NULL,             -- whether it tells one
  act TEXT NOT NULL,                  -- the verb's base form, or the words that name the act
  words TEXT NOT NULL,                -- of the clause
  negated INTEGER NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  state INTEGER NOT NULL
) STRICT;
CREATE INDEX done_document ON done (document);
CREATE INDEX done_known ON done (known);

-- Who speaks in the statements of a document, packed as its positions are.
ALTER TABLE ledger ADD COLUMN voices BLOB;

-- What questions over the whole record need of documents, without their texts.
CREATE INDEX document_standing ON document (until, known, report);
CREATE INDEX document_known ON document (known, report);
CREATE INDEX document_outlet ON document (outlet);

CREATE INDEX statement_negated ON statement (document, number, known) WHERE modality = 1;
CREATE INDEX statement_mood ON statement (document, number) WHERE tone IS NOT NULL;
