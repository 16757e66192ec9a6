//! What pages say around an article: the lists of `words.txt`, which says what each is for.

use crate::english::{List, Series};

pub(super) static BUTTONS: List = List::new("clean", "buttons");
pub(super) static RELATED: List = List::new("clean", "related");
pub(super) static PROMPTS: List = List::new("clean", "prompts");
pub(super) static AGENCIES: List = List::new("clean", "agencies");
pub(super) static CREDIT_WORDS: List = List::new("clean", "credit words");
pub(super) static TIME_WORDS: List = List::new("clean", "time words");
pub(super) static MONTHS: Series = Series::new("clean", "months");
pub(super) static COUNTED: List = List::new("clean", "counted");
pub(super) static WEAK_BUTTONS: List = List::new("clean", "weak buttons");
pub(super) static NOTICES: List = List::new("clean", "notices");
pub(super) static DESK_CREDITS: List = List::new("clean", "desk credits");
pub(super) static DESK_WORDS: List = List::new("clean", "desk words");
pub(super) static REQUESTS: List = List::new("clean", "requests");
pub(super) static PLATFORMS: List = List::new("clean", "platforms");
pub(super) static REQUEST_LEADS: List = List::new("clean", "request leads");
pub(super) static CHANNELS: List = List::new("clean", "channels");
pub(super) static TOPICS: List = List::new("clean", "topics");
pub(super) static CREDIT_LABELS: List = List::new("clean", "credit labels");
pub(super) static AGENCY_WORDS: List = List::new("clean", "agency words");
pub(super) static POST_BUTTONS: List = List::new("clean", "post buttons");
pub(super) static MEMBER_COUNTERS: List = List::new("clean", "member counters");
pub(super) static MEMBER_RANKS: List = List::new("clean", "member ranks");
pub(super) static TIME_UNITS: List = List::new("clean", "time units");
pub(super) static BRACKETED: List = List::new("clean", "bracketed");
pub(super) static BYLINE_POSTS: List = List::new("clean", "byline posts");
pub(super) static BYLINE_WORDS: List = List::new("clean", "byline words");
pub(super) static CONTACT_HEADINGS: List = List::new("clean", "contact headings");
pub(super) static CONTACT_WORDS: List = List::new("clean", "contact words");
pub(super) static AUTHOR_WORDS: List = List::new("clean", "author words");
pub(super) static ENDINGS: List = List::new("clean", "endings");
pub(super) static COMMENT_HEADINGS: List = List::new("clean", "comment headings");
pub(super) static MAIL_HEADERS: List = List::new("clean", "mail headers");
pub(super) static MAIL_BANNERS: List = List::new("clean", "mail banners");
pub(super) static SUBJECT_MARKS: List = List::new("clean", "subject marks");
pub(super) static GREETINGS: List = List::new("clean", "greetings");
pub(super) static SIGN_OFFS: List = List::new("clean", "sign-offs");
pub(super) static SPEAKER_ROLES: List = List::new("clean", "speaker roles");
pub(super) static FIELD_LABELS: List = List::new("clean", "field labels");
pub(super) static NAME_PARTICLES: List = List::new("clean", "name particles");

/// Whether a line in lower case is a button, be it one that may as well be a heading.
pub(super) fn is_any_button(said: &str) -> bool {
    [&BUTTONS, &WEAK_BUTTONS, &RELATED, &TOPICS].into_iter().any(|list| list.holds(said))
}
