//! What pages say around an article: the lists of `words.txt`, which says what each is for.

use crate::english::List;

pub(super) static BUTTONS: List = List::new("clean", "buttons");
pub(super) static RELATED: List = List::new("clean", "related");
pub(super) static PROMPTS: List = List::new("clean", "prompts");
pub(super) static AGENCIES: List = List::new("clean", "agencies");
pub(super) static CREDIT_WORDS: List = List::new("clean", "credit words");
pub(super) static TIME_WORDS: List = List::new("clean", "time words");
pub(super) static COUNTED: List = List::new("clean", "counted");
pub(super) static WEAK_BUTTONS: List = List::new("clean", "weak buttons");
pub(super) static NOTICES: List = List::new("clean", "notices");
pub(super) static REQUESTS: List = List::new("clean", "requests");
pub(super) static PLATFORMS: List = List::new("clean", "platforms");
pub(super) static TOPICS: List = List::new("clean", "topics");
pub(super) static CREDIT_LABELS: List = List::new("clean", "credit labels");
pub(super) static AGENCY_WORDS: List = List::new("clean", "agency words");
