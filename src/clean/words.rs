//! What pages say around an article: the lists of `words.txt`, which says what each is for.

use crate::english::{Files, List, Series};

/// The lists.
#[derive(Debug)]
#[expect(clippy::struct_field_names, reason = "the file calls the lists so")]
pub(crate) struct Words {
    pub(super) buttons: List,
    pub(super) related: List,
    pub(super) prompts: List,
    pub(super) agencies: List,
    pub(super) credit_words: List,
    pub(super) time_words: List,
    pub(super) months: Series,
    pub(super) counted: List,
    pub(super) weak_buttons: List,
    pub(super) tools: List,
    pub(super) notices: List,
    pub(super) desk_credits: List,
    pub(super) desk_words: List,
    pub(super) disclaimers: List,
    pub(super) requests: List,
    pub(super) platforms: List,
    pub(super) request_leads: List,
    pub(super) channels: List,
    pub(super) topics: List,
    pub(super) skips: List,
    pub(super) sections: List,
    pub(super) credit_labels: List,
    pub(super) agency_words: List,
    pub(super) post_buttons: List,
    pub(super) member_counters: List,
    pub(super) member_ranks: List,
    pub(super) time_units: List,
    pub(super) bracketed: List,
    pub(super) byline_posts: List,
    pub(super) byline_words: List,
    pub(super) contact_headings: List,
    pub(super) contact_words: List,
    pub(super) author_words: List,
    pub(super) endings: List,
    pub(super) comment_headings: List,
    pub(super) mail_headers: List,
    pub(super) mail_banners: List,
    pub(super) subject_marks: List,
    pub(super) greetings: List,
    pub(super) sign_offs: List,
    pub(super) speaker_roles: List,
    pub(super) field_labels: List,
    pub(super) name_particles: List,
}

impl Words {
    pub(crate) fn read(files: &Files) -> Self {
        let list = |name| files.list("clean", name);
        Self {
            buttons: list("buttons"),
            related: list("related"),
            prompts: list("prompts"),
            agencies: list("agencies"),
            credit_words: list("credit words"),
            time_words: list("time words"),
            months: files.series("clean", "months"),
            counted: list("counted"),
            weak_buttons: list("weak buttons"),
            tools: list("tools"),
            notices: list("notices"),
            desk_credits: list("desk credits"),
            desk_words: list("desk words"),
            disclaimers: list("disclaimers"),
            requests: list("requests"),
            platforms: list("platforms"),
            request_leads: list("request leads"),
            channels: list("channels"),
            topics: list("topics"),
            skips: list("skips"),
            sections: list("sections"),
            credit_labels: list("credit labels"),
            agency_words: list("agency words"),
            post_buttons: list("post buttons"),
            member_counters: list("member counters"),
            member_ranks: list("member ranks"),
            time_units: list("time units"),
            bracketed: list("bracketed"),
            byline_posts: list("byline posts"),
            byline_words: list("byline words"),
            contact_headings: list("contact headings"),
            contact_words: list("contact words"),
            author_words: list("author words"),
            endings: list("endings"),
            comment_headings: list("comment headings"),
            mail_headers: list("mail headers"),
            mail_banners: list("mail banners"),
            subject_marks: list("subject marks"),
            greetings: list("greetings"),
            sign_offs: list("sign-offs"),
            speaker_roles: list("speaker roles"),
            field_labels: list("field labels"),
            name_particles: list("name particles"),
        }
    }

    /// Whether a line in lower case is a button, be it one that may as well be a heading.
    pub(super) fn is_any_button(&self, said: &str) -> bool {
        let lists = [&self.buttons, &self.weak_buttons, &self.related, &self.topics];
        lists.into_iter().any(|list| list.holds(said))
    }
}
