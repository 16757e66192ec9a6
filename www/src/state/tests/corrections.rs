//! What a reader corrects is shown, undone, kept, and outlives another reading.

use gloss::document::EntityType;

use super::*;
use crate::corrections::{Action, mention_verdict, step};

const TEXT: &str = "Envoy Anna Lind left in March 2024.\n\nEnvoy Anna Lind stayed in March 2024.";

fn corrected(state: &State, action: Action, all: bool) -> State {
    let view = state.view().unwrap();
    let selected = Selected { entity: view.entity_of(0), mention: Some(0) };
    let state = state.after(Command::Select(selected));
    state.after(Command::Correct(step(view, selected, all, action).unwrap().into()))
}

fn types(state: &State) -> Vec<&str> {
    use gloss::document::Named;
    let view = state.view().unwrap();
    view.article.mentions.iter().map(|mention| mention.entity_type.name()).collect()
}

#[test]
fn each_step_is_said_and_undone_and_done_again() {
    let before = answered(&opened(TEXT));
    for (action, label) in [
        (Action::Judge(Status::Accepted), "Accept"),
        (Action::Judge(Status::Rejected), "Reject"),
        (Action::Retype(EntityType::Fac), "Building, site it is:"),
        (Action::Delete, "Delete"),
        (Action::Rename("Somebody".to_owned()), "Rename"),
    ] {
        let after = corrected(&before, action, false);
        assert!(after.announcement.starts_with(label), "{}", after.announcement);
        assert!(after.annotating.is_none(), "the engine need not be asked");
        assert_ne!(after.view().unwrap().article, before.view().unwrap().article);
        let undone = after.after(Command::Undo);
        assert!(undone.announcement.starts_with("Undone: "), "{}", undone.announcement);
        let tables = |state: &State| {
            let article = state.view().unwrap().article.clone();
            (article.mentions, article.entities, article.relations)
        };
        assert_eq!(tables(&undone), tables(&before));
        assert_eq!(tables(&undone.after(Command::Redo)), tables(&after));
    }
}

#[test]
fn one_undo_walks_corrections_and_all_else_in_order() {
    let shown = answered(&opened(TEXT));
    let rejected = corrected(&shown, Action::Judge(Status::Rejected), false);
    let hidden = rejected.after(Command::Toggle(Switch::Type(EntityType::Date)));
    let accepted = corrected(&hidden, Action::Judge(Status::Accepted), false);
    let status = |state: &State| {
        let first = state.view().unwrap().article.mentions[0].status;
        (first, state.work().hidden.len())
    };
    let mut state = accepted;
    for expected in [
        (Status::Accepted, 1),
        (Status::Rejected, 1),
        (Status::Rejected, 0),
        (Status::Suggested, 0),
    ] {
        assert_eq!(status(&state), expected);
        state = state.after(Command::Undo);
    }
    assert!(state.work().is_blank());
    for _ in 0..4 {
        state = state.after(Command::Redo);
    }
    assert_eq!(status(&state), (Status::Accepted, 1));
    assert!(!state.can_redo());
}

#[test]
fn all_occurrences_are_one_step_and_the_machine_is_quoted() {
    let before = answered(&opened(TEXT));
    let after = corrected(&before, Action::Retype(EntityType::Event), true);
    let changed = types(&before).iter().zip(types(&after)).filter(|(old, new)| *old != new).count();
    assert_eq!(changed, types(&before).iter().filter(|it| **it == types(&before)[0]).count());
    let words = mention_verdict(after.view().unwrap(), 0).unwrap();
    assert!(words.starts_with("Gloss said ") && words.ends_with("you say Event."), "{words}");
    assert_eq!(after.work().log.steps.len(), 1);
}

#[test]
fn the_details_stay_with_what_they_are_about() {
    let after = corrected(&answered(&opened(TEXT)), Action::Judge(Status::Rejected), false);
    assert_eq!(after.selected.unwrap().mention, Some(0), "it is drawn as rejected");
    let view = after.view().unwrap();
    assert!(view.is_rejected(0) && view.mention_label(0).starts_with("rejected: "));
}

#[test]
fn corrections_outlive_another_reading_and_a_visit() {
    let rejected = corrected(&answered(&opened(TEXT)), Action::Judge(Status::Rejected), false);
    let out = answered(&rejected.after(Command::SetBlock(37..74, BlockKind::Furniture)));
    assert!(out.view().unwrap().is_rejected(0));
    let saved = Saved::of(out.work());
    let restored = Restored { article: "kept".into(), saved, is_readable: true };
    let kept = answered(&State::default().after(Command::Restore(Box::new(restored))));
    assert!(kept.view().unwrap().is_rejected(0));
    let undone = kept.after(Command::Undo).after(Command::Undo);
    assert!(!undone.view().unwrap().is_rejected(0));
    assert!(undone.work().all_hints().is_empty() && !undone.can_undo());
}

#[test]
fn corrections_move_with_a_change_of_the_text() {
    let rejected = corrected(&answered(&opened(TEXT)), Action::Judge(Status::Rejected), false);
    let longer = TEXT.replace("stayed", "did not stay").replace("left in", "went away in");
    let edited = rejected.after(Command::EditText).after(Command::Draft((&*longer).into()));
    let edited = answered(&edited.after(Command::AnnotateDraft));
    let view = edited.view().unwrap();
    let rejected = (0..view.mention_count()).filter(|&it| view.is_rejected(it));
    let words: Vec<&str> = rejected.map(|it| &*view.mention(it).text).collect();
    assert_eq!(words.len(), 1, "{words:?}");
}
