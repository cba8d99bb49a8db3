-- What every knowledge base holds beside the tables of its vocabulary. Those come from the rulebase (src/store/schema.cpp), each with a
-- number of entry and a seal. docs/guides/knowledge_bases.md explains all of them. Statements end in `;` at the end of a line.

CREATE TABLE "credence_meta" (
  "key" TEXT PRIMARY KEY NOT NULL,
  "value" TEXT NOT NULL
) STRICT;

CREATE TABLE "credence_item" (
  "item" TEXT PRIMARY KEY NOT NULL,
  "entry" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "credence_change" (
  "number" INTEGER PRIMARY KEY,
  "made" TEXT NOT NULL,
  "what" TEXT NOT NULL,
  "by" TEXT,
  "reason" TEXT,
  "since" TEXT NOT NULL,
  "first" INTEGER NOT NULL,
  "last" INTEGER NOT NULL,
  "salt" BLOB,
  "words" BLOB NOT NULL,
  "content" BLOB NOT NULL,
  "meta" BLOB NOT NULL,
  "head" BLOB NOT NULL
) STRICT;

CREATE TABLE "credence_retraction" (
  "entry" INTEGER PRIMARY KEY,
  "of" TEXT NOT NULL,
  "retracted" TEXT NOT NULL,
  "seal" BLOB NOT NULL
) STRICT;

CREATE TABLE "credence_decision" (
  "entry" INTEGER PRIMARY KEY,
  "assessment" TEXT NOT NULL,
  "subjects" TEXT NOT NULL,
  "advice" TEXT NOT NULL,
  "decision" TEXT NOT NULL,
  "follows" TEXT NOT NULL,
  "reason" TEXT,
  "name" TEXT NOT NULL,
  "recorded" TEXT NOT NULL,
  "seal" BLOB NOT NULL
) STRICT;

CREATE TABLE "credence_backup" (
  "entry" INTEGER PRIMARY KEY,
  "path" TEXT NOT NULL,
  "recorded" TEXT NOT NULL,
  "seal" BLOB NOT NULL
) STRICT;

CREATE TABLE "credence_panel" (
  "entry" INTEGER PRIMARY KEY,
  "panel" TEXT NOT NULL,
  "assessor" TEXT NOT NULL,
  "member" TEXT NOT NULL,
  "recorded" TEXT NOT NULL,
  "seal" BLOB NOT NULL
) STRICT;

CREATE TABLE "credence_erased" (
  "entry" INTEGER PRIMARY KEY,
  "change" INTEGER NOT NULL,
  "digest" BLOB NOT NULL
) STRICT;
