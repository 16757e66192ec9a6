// The saved document of Gloss. Generated from its JSON Schema: do not edit.

/** An annotated article. */
export interface Article {
  /** The text and its blocks. */
  document: ArticleText;
  /** What they stand for. */
  entities: Entity[];
  /** Always "gloss". */
  format: "gloss";
  /** What wrote it. */
  generator: Generator;
  /** The caller's own name for the article, when it gave one. */
  id?: unknown;
  /** What the machine had found where the review changed it. */
  machine?: Machine;
  /** Stretches of text that stand for entities. */
  mentions: Mention[];
  /** What every `start` and `end` counts, but those of `review`, which count code points. */
  offset_unit: "code_point" | "utf16";
  /** What the text says of them. */
  relations: Relation[];
  /** What readers decided, step by step; the tables above are as they left them. */
  review?: Log;
  /** The format's version: 2 with a review, 1 without. */
  version: 1 | 2;
  /** What a reader should know of this result. */
  warnings: ("nothing_to_read" | "not_english")[];
}

/** The text and its blocks. */
export interface ArticleText {
  /** The address on the web of the page that it comes from, when that says it. */
  address?: string;
  /** Title, paragraphs, page furniture. */
  blocks: Block[];
  /** Who wrote it, as that page says: "Jane Doe and John Roe". */
  byline?: string;
  /** The language that the page says it is in, as BCP 47 names it: "en-GB". */
  language?: string;
  /** The day of publication, ISO 8601, when it is known; before the year 0 with a minus sign. */
  published?: string;
  /** SHA-256 of the text in UTF-8, lower-case hexadecimal. */
  sha256: string;
  /** The text as pasted, with LF at line ends. */
  text: string;
  /** The title's words, if there is one. */
  title: string | null;
}

/** A block of the text. */
export interface Block {
  /** Where it ends. */
  end: number;
  /** What it is. */
  kind: "title" | "standfirst" | "heading" | "paragraph" | "list_item" | "caption" | "speaker" | "furniture";
  /** Where it starts. */
  start: number;
}

/** A place on the globe (WGS 84), in degrees. */
export interface Coordinates {
  /** North of the equator. */
  latitude: number;
  /** East of Greenwich. */
  longitude: number;
}

/** An entity. */
export interface Entity {
  /** Its other names in the text. */
  aliases: string[];
  /** Where it lies, for a place that a list knows. */
  coordinates?: Coordinates;
  /** For a nationality word, the country that it is the word for. */
  country?: Link;
  /** What it is, by the list that knows it: "city in Iran". */
  description?: string;
  /** "e1", "e2", … */
  id: string;
  /** The same thing in knowledge bases. */
  links: Link[];
  /** Its fullest name; the words that stand for it, if it has none. */
  name: string;
  /** Whether the text names it; false for an actor without a name, such as "separatist militants". */
  named?: boolean;
  /** Its type. */
  type: "PERSON" | "NORP" | "ORG" | "GPE" | "LOC" | "FAC" | "EVENT" | "PRODUCT" | "LAW" | "WORK_OF_ART" | "DATE" | "TIME" | "MONEY" | "PERCENT" | "QUANTITY";
}

/** What wrote an article. */
export interface Generator {
  /** The knowledge that it used. */
  model: string;
  /** The program: "gloss". */
  name: string;
  /** Its version. */
  version: string;
}

/** An entry of a knowledge base. */
export interface Link {
  /** The id there: "Q843" in Wikidata, digits in GeoNames. */
  id: string;
  /** Which knowledge base. */
  kb: "wikidata" | "geonames";
}

/** What a reader decided, step by step. Steps that are undone stay until another one is taken. */
export interface Log {
  /** How many of the steps hold; those after them are undone. */
  at: number;
  /** What was done, in order. */
  steps: Step[];
}

/** What the machine said where a review changed it, and what it did not say. */
export interface Machine {
  /** The ids of what the machine did not find. */
  added: string[];
  /** Entities that are otherwise now, or gone. */
  entities: OverriddenEntity[];
  /** Mentions that are otherwise now, or gone. */
  mentions: OverriddenMention[];
  /** Relations that are otherwise now, or gone. */
  relations: OverriddenRelation[];
}

/** A mention. The members that only some mentions have are left out elsewhere. */
export interface Mention {
  /** 0 to 1; absent on what a person made. */
  confidence?: number;
  /** Where it ends. */
  end: number;
  /** The id of what it stands for. */
  entity: string;
  /** "m1", "m2", … */
  id: string;
  /** How it refers. */
  kind: "name" | "value" | "nominal" | "pronoun";
  /** What found it. */
  source: Source;
  /** Where it starts. */
  start: number;
  /** What a person decided. */
  status: Status;
  /** Its words: the text from `start` to `end`. */
  text: string;
  /** The type of what it stands for. */
  type: "PERSON" | "NORP" | "ORG" | "GPE" | "LOC" | "FAC" | "EVENT" | "PRODUCT" | "LAW" | "WORK_OF_ART" | "DATE" | "TIME" | "MONEY" | "PERCENT" | "QUANTITY";
  /** For values: an ISO 8601 date, time or period, with X for digits that are not known ("199X", "18XX"),
parts of a year as "2024-Q3", "2024-H1", "2024-SU", years of accounts as "FY2024"; an amount with its
currency (ISO 4217) or unit, "USD 40000000", "12.5 %"; a range as "start/end". */
  value?: string;
}

/** A mention, by its place and type; any mention of an entity stands for the entity. */
export interface MentionAnchor {
  /** Where it ends. */
  end: number;
  /** Where it starts, in code points of the text as it was then. */
  start: number;
  /** Its words. */
  text: string;
  /** Its type's name. */
  type: string;
}

/** Something as the machine said it. It has the id of what it has become. */
export interface OverriddenEntity {
  /** Where it stood in the machine's table, from 0. */
  index: number;
  /** What it was. */
  was: Entity;
}

/** Something as the machine said it. It has the id of what it has become. */
export interface OverriddenMention {
  /** Where it stood in the machine's table, from 0. */
  index: number;
  /** What it was. */
  was: Mention;
}

/** Something as the machine said it. It has the id of what it has become. */
export interface OverriddenRelation {
  /** Where it stood in the machine's table, from 0. */
  index: number;
  /** What it was. */
  was: Relation;
}

/** A relation. */
export interface Relation {
  /** Who says so: an entity's id; null when it is the article itself. */
  attributed_to: string | null;
  /** The PLOVER event category; null where none applies. */
  class: "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" | "COOPERATE" | "AID" | "RETREAT" | "REQUEST" | "DEMAND" | "DISAPPROVE" | "REJECT" | "THREATEN" | "PROTEST" | "SANCTION" | "MOBILIZE" | "COERCE" | "ASSAULT" | "INVESTIGATE" | "CRIME" | null;
  /** 0 to 1; absent on what a person made. */
  confidence?: number;
  /** The sentence that says so. */
  evidence: Span;
  /** Other sentences that say the same. */
  further_evidence?: Span[];
  /** "r1", "r2", … */
  id: string;
  /** The predicate's words, for the type "other". */
  label?: string;
  /** Whether it is said to be a fact. */
  modality: "asserted" | "alleged" | "planned" | "possible";
  /** Whether the text says that it is not so. */
  negated: boolean;
  /** Whom: an entity's id. */
  object: string;
  /** The object's mention in the evidence; of a country, perhaps the nationality word that stands for it. */
  object_mention: string;
  /** Whether it is a state that is over, such as a former post; planned, if it is about to end. */
  past?: boolean;
  /** When, where, in which role: normal form of dates and amounts, words of the text else. */
  qualifiers: Partial<Record<"when" | "where" | "role" | "about" | "amount", string>>;
  /** What found it. */
  source: Source;
  /** What a person decided. */
  status: Status;
  /** Who: an entity's id. */
  subject: string;
  /** The subject's mention in the evidence; of a country, perhaps the nationality word that stands for it. */
  subject_mention: string;
  /** The words that say so. */
  trigger: Span;
  /** What kind of relation. */
  type: "holds_post" | "member_of" | "works_for" | "citizen_of" | "lives_in" | "born_in" | "died_in" | "spouse_of" | "parent_of" | "sibling_of" | "relative_of" | "educated_at" | "located_in" | "capital_of" | "borders" | "based_in" | "part_of" | "subsidiary_of" | "founded" | "owns" | "acquired" | "makes" | "rules" | "took_over" | "appointed" | "dismissed" | "met_with" | "called" | "visited" | "hosted" | "agreed_with" | "supports" | "praised" | "cooperates_with" | "aids" | "yields_to" | "releases" | "withdraws_from" | "investigates" | "demands_of" | "accuses" | "criticises" | "rejects" | "threatens" | "warns" | "protests_against" | "sanctions" | "sues" | "expels" | "deploys_to" | "arrests" | "besieges" | "blocks" | "attacks" | "kills" | "fights" | "bombs" | "shelters" | "arms" | "funds" | "commits_crime_against" | "says_about" | "competes_with" | "defeats" | "other";
}

/** A relation, by its type, its ends and what says it. */
export interface RelationAnchor {
  /** The sentence that says so. */
  evidence: Span;
  /** The predicate's words, for the type "other". */
  label?: string;
  /** Whom: where the object stands. */
  object: MentionAnchor;
  /** Who: where the subject stands. */
  subject: MentionAnchor;
  /** The words that say so. */
  trigger: Span;
  /** Its type's name. */
  type: string;
}

/** An edit. The members that only some kinds have are left out elsewhere. */
export interface Row {
  /** Who says a relation: a mention of it; null for the article itself. */
  attributed_to?: MentionAnchor | null;
  /** Which kind of edit. */
  edit: "add" | "retype" | "retype_entity" | "resize" | "delete" | "judge" | "merge" | "split" | "rename" | "link" | "relate" | "retype_relation" | "reverse" | "qualify" | "own" | "block" | "published" | "text";
  /** How an added mention refers; what a block is. */
  kind?: string;
  /** All links of an entity. */
  links?: Link[];
  /** The mention that it is about, or one of the entity that it is about. */
  mention?: MentionAnchor;
  /** Whether a relation is said to be a fact. */
  modality?: "asserted" | "alleged" | "planned" | "possible";
  /** Whether the text says that a relation is not so. */
  negated?: boolean;
  /** A mention of the other entity: the one that goes in a merge, the one that an added mention stands for. */
  other?: MentionAnchor;
  /** Whether a relation is over. */
  past?: boolean;
  /** A stretch of text: the new place of a mention, a block, words that make way for others. */
  place?: Span;
  /** All qualifiers of a relation: when, where, role, about, amount. */
  qualifiers?: Partial<Record<"when" | "where" | "role" | "about" | "amount", string>>;
  /** The relation that it is about. */
  relation?: RelationAnchor;
  /** The new type's name. */
  type?: string;
  /** A normal form: an added mention's; the day of publication, empty when it is not known. Left out there, it is
as the text says. */
  value?: string;
  /** Whether it is right: accepted, rejected; suggested takes an earlier verdict back. */
  verdict?: Status;
  /** The new words: an entity's name, the predicate of a relation that becomes "other", a text; words
of the reader's own. */
  words?: string;
}

/** What found an annotation. */
export interface Source {
  /** Which one, in words that a reader understands. */
  id: string;
  /** What kind of finder. */
  kind: "model" | "list" | "rule" | "human" | "import";
}

/** A stretch of the text. */
export interface Span {
  /** Where it ends. */
  end: number;
  /** Where it starts. */
  start: number;
  /** Its words: the text from `start` to `end`. */
  text: string;
}

/** What a person decided about an annotation. */
export type Status = "suggested" | "accepted" | "rejected" | "human";

/** What is done and undone as one. */
export interface Step {
  /** What it changes, in order. */
  edits: Row[];
  /** What a list of the steps calls it: "Retype 14 × Reuters". */
  label: string;
  /** Who decided it, if it is not the reader: the file that it was imported from. */
  source?: Source;
}
