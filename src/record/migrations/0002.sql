-- Statements that answers single out, without a look at all the others: what says that something is not so, and what
-- tells of the mood.
CREATE INDEX statement_negated ON statement (document, number, known) WHERE modality = 1;
CREATE INDEX statement_mood ON statement (document, number) WHERE signals & 8 <> 0;
