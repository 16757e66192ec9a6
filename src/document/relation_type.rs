//! The relation types, as one table: name in saved documents, PLOVER class, the verb of a sentence
//! "subject verb object".
//!
//! Types follow Wikidata properties and the event categories of PLOVER (Political Language Ontology
//! for Verifiable Event Records, Halterman et al. 2023).

use super::Named;

/// Defines the enum and its table from one list.
macro_rules! relation_types {
    ($($variant:ident $name:literal $class:ident $phrase:literal)*) => {
        /// What kind of relation. The names are those of saved documents, in camel case.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RelationType {
            $(#[doc = concat!("\"", $phrase, "\"")] $variant,)*
        }

        impl Named for RelationType {
            const ALL: &'static [(Self, &'static str)] = &[$((Self::$variant, $name),)*];
        }

        impl RelationType {
            /// The event category, for types that are events.
            pub fn class(self) -> Option<PloverClass> {
                relation_types!(@classes self $($variant $class)*)
            }

            /// The words between subject and object: "Munir *visited* Tehran".
            pub fn phrase(self) -> &'static str {
                match self { $(Self::$variant => $phrase,)* }
            }
        }
    };
    (@classes $self:ident $($variant:ident $class:ident)*) => {
        match $self { $(Self::$variant => relation_types!(@class $class),)* }
    };
    (@class Static) => { None };
    (@class $class:ident) => { Some(PloverClass::$class) };
}

relation_types! {
    HoldsPost "holds_post" Static "holds a post in"
    MemberOf "member_of" Static "is a member of"
    WorksFor "works_for" Static "works for"
    CitizenOf "citizen_of" Static "is a citizen of"
    LivesIn "lives_in" Static "lives in"
    BornIn "born_in" Static "was born in"
    DiedIn "died_in" Static "died in"
    SpouseOf "spouse_of" Static "is married to"
    ParentOf "parent_of" Static "is a parent of"
    SiblingOf "sibling_of" Static "is a sibling of"
    RelativeOf "relative_of" Static "is a relative of"
    EducatedAt "educated_at" Static "was educated at"
    LocatedIn "located_in" Static "is located in"
    CapitalOf "capital_of" Static "is the capital of"
    Borders "borders" Static "borders"
    BasedIn "based_in" Static "is based in"
    PartOf "part_of" Static "is part of"
    SubsidiaryOf "subsidiary_of" Static "is a subsidiary of"
    Founded "founded" Static "founded"
    Owns "owns" Static "owns"
    Acquired "acquired" Static "acquired"
    Makes "makes" Static "makes"
    Rules "rules" Static "rules"
    TookOver "took_over" Coerce "took over"
    Appointed "appointed" Static "appointed"
    Dismissed "dismissed" Static "dismissed"
    MetWith "met_with" Consult "met with"
    Called "called" Consult "called"
    Visited "visited" Consult "visited"
    Hosted "hosted" Consult "hosted"
    AgreedWith "agreed_with" Agree "agreed with"
    Supports "supports" Support "supports"
    Praised "praised" Support "praised"
    CooperatesWith "cooperates_with" Cooperate "cooperates with"
    Aids "aids" Aid "aids"
    YieldsTo "yields_to" Concede "yields to"
    Releases "releases" Concede "releases"
    WithdrawsFrom "withdraws_from" Retreat "withdraws from"
    Investigates "investigates" Investigate "investigates"
    DemandsOf "demands_of" Demand "makes demands of"
    Accuses "accuses" Disapprove "accuses"
    Criticises "criticises" Disapprove "criticises"
    Rejects "rejects" Reject "rejects"
    Threatens "threatens" Threaten "threatens"
    Warns "warns" Threaten "warns"
    ProtestsAgainst "protests_against" Protest "protests against"
    Sanctions "sanctions" Sanction "sanctions"
    Sues "sues" Sanction "sues"
    Expels "expels" Sanction "expels"
    DeploysTo "deploys_to" Mobilize "deploys to"
    Arrests "arrests" Coerce "arrests"
    Besieges "besieges" Coerce "besieges"
    Blocks "blocks" Coerce "blocks"
    Attacks "attacks" Assault "attacks"
    Kills "kills" Assault "kills"
    Fights "fights" Assault "fights"
    Bombs "bombs" Assault "bombs"
    Shelters "shelters" Aid "shelters"
    Arms "arms" Aid "arms"
    Funds "funds" Aid "funds"
    CommitsCrimeAgainst "commits_crime_against" Crime "commits a crime against"
    SaysAbout "says_about" Static "speaks about"
    CompetesWith "competes_with" Static "competes with"
    Defeats "defeats" Static "defeats"
    Other "other" Static "is linked to"
}

impl RelationType {
    /// Whether subject and object can change places.
    pub fn is_symmetric(self) -> bool {
        matches!(
            self,
            Self::SpouseOf
                | Self::SiblingOf
                | Self::RelativeOf
                | Self::Borders
                | Self::MetWith
                | Self::AgreedWith
                | Self::CooperatesWith
                | Self::Fights
                | Self::CompetesWith
        )
    }
}

/// An event category of PLOVER.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are PLOVER's own, defined in its code book")]
pub enum PloverClass {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Demand,
    Disapprove,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
    Investigate,
    Crime,
}

impl PloverClass {
    /// Whether an act of this category helps whom it is done to, or takes a burden off them.
    fn is_cooperative(self) -> bool {
        use PloverClass::{Agree, Aid, Concede, Consult, Cooperate, Retreat, Support};
        matches!(self, Agree | Consult | Support | Concede | Cooperate | Aid | Retreat)
    }

    /// The category of an act that is only announced. By the code book a promise to cooperate is
    /// AGREE and the announcement of a hostile act THREATEN.
    #[must_use]
    pub fn announced(self) -> Self {
        match self {
            Self::Request | Self::Demand | Self::Disapprove | Self::Investigate => self,
            _ if self.is_cooperative() => Self::Agree,
            Self::Reject => Self::Reject,
            _ => Self::Threaten,
        }
    }

    /// The category of an act that is refused: who will not cooperate rejects.
    #[must_use]
    pub fn refused(self) -> Self {
        if self.is_cooperative() || self == Self::Mobilize { Self::Reject } else { self }
    }
}

impl Named for PloverClass {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Agree, "AGREE"),
        (Self::Consult, "CONSULT"),
        (Self::Support, "SUPPORT"),
        (Self::Concede, "CONCEDE"),
        (Self::Cooperate, "COOPERATE"),
        (Self::Aid, "AID"),
        (Self::Retreat, "RETREAT"),
        (Self::Request, "REQUEST"),
        (Self::Demand, "DEMAND"),
        (Self::Disapprove, "DISAPPROVE"),
        (Self::Reject, "REJECT"),
        (Self::Threaten, "THREATEN"),
        (Self::Protest, "PROTEST"),
        (Self::Sanction, "SANCTION"),
        (Self::Mobilize, "MOBILIZE"),
        (Self::Coerce, "COERCE"),
        (Self::Assault, "ASSAULT"),
        (Self::Investigate, "INVESTIGATE"),
        (Self::Crime, "CRIME"),
    ];
}
