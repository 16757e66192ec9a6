use gloss::export::json::{Article, Status};

use super::{
    article::moved_hints,
    history::{MAX_STEPS, shorten},
    *,
};
use crate::saved::Saved;

mod keeping;

fn opened(text: &str) -> State {
    State::default().after(Command::Open(text.to_owned().into()))
}

fn article(text: &str) -> Article {
    let document =
        gloss::annotate(text, &gloss::knowledge::Knowledge::default(), &gloss::Options::default());
    gloss::export::json::write(&document, &gloss::export::json::WriteOptions::default())
}

fn answered(state: &State) -> State {
    let id = state.annotating.unwrap();
    let article = Box::new(article(&state.work().text));
    state.after(Command::Heard(Box::new(Response::Annotated { id, article, milliseconds: 9.2 })))
}

#[test]
fn a_paste_is_shown_at_once_and_annotated() {
    let state = opened("One.\r\nTwo.");
    assert_eq!(&*state.work().text, "One.\nTwo.");
    assert_eq!(state.work().screen, Screen::Article);
    let state = answered(&state);
    assert!(state.view().is_some() && state.annotating.is_none());
    assert!(state.announcement.ends_with("· 10 ms"), "{}", state.announcement);
}

#[test]
fn the_latest_paste_wins() {
    let first = opened("First.");
    let second = first.after(Command::Open("Second.".to_owned().into()));
    let id = first.annotating.unwrap();
    let late = Response::Annotated { id, article: Box::new(article("First.")), milliseconds: 1.0 };
    let after = second.after(Command::Heard(Box::new(late)));
    assert_eq!(after, second);
}

#[test]
fn nothing_is_lost_by_a_new_article_or_a_new_paste() {
    for command in
        [Command::NewArticle, Command::Open("Another.".to_owned().into()), Command::EditText]
    {
        let before = answered(&opened("An article."));
        let back = before.after(command).after(Command::Undo);
        assert_eq!(back.work(), before.work());
        assert!(back.annotating.is_none(), "its result is still there");
        assert!(back.can_redo());
    }
}

#[test]
fn typed_words_are_in_the_box_again_after_undo() {
    let typed = State::default().after(Command::Draft("Some words.".into()));
    let shown = answered(&typed.after(Command::AnnotateDraft));
    let back = shown.after(Command::Undo);
    assert_eq!(back.work().screen, Screen::Input);
    assert_eq!(&*back.work().draft, "Some words.");
    assert!(back.after(Command::Redo).view().is_some());
    let edited = shown.after(Command::EditText).after(Command::Draft("Other words.".into()));
    let again = edited.after(Command::AnnotateDraft).after(Command::Undo);
    assert_eq!((&*again.work().draft, &*again.work().text), ("Other words.", "Some words."));
}

#[test]
fn a_block_goes_in_and_out_and_other_choices_stay() {
    let hint = Hint { start: 0, end: 3, kind: BlockKind::Title };
    let state = State::default().after(Command::Open(Pasted {
        hints: vec![hint],
        ..Pasted::from("One\n\nTwo.".to_owned())
    }));
    let state = answered(&state).after(Command::SetBlock(5..9, BlockKind::Furniture));
    let out = Hint { start: 5, end: 9, kind: BlockKind::Furniture };
    assert_eq!(*state.work().hints, [hint, out]);
    assert!(state.view().is_some(), "the old result stays until the new one comes");
    assert!(state.annotating.is_some());
    let state = answered(&state).after(Command::SetBlock(5..9, BlockKind::Paragraph));
    assert_eq!(state.work().hints[1].kind, BlockKind::Paragraph);
}

#[test]
fn a_crash_is_said_and_a_restart_goes_on() {
    let crashed = opened("Text.").after(Command::Crashed("boom".to_owned()));
    assert_eq!(crashed.engine, Engine::Crashed);
    assert_eq!(crashed.alert.as_ref().unwrap().remedy, Remedy::Restart);
    assert_eq!(&*crashed.work().text, "Text.");
    let old = crashed.annotating;
    let again = crashed.after(Command::Restarted);
    assert!(again.alert.is_none() && again.annotating > old);
}

#[test]
fn what_cannot_be_used_is_said_and_the_article_stays() {
    let before = answered(&opened("Text."));
    for command in [
        Command::Open(" \n".to_owned().into()),
        Command::Open("x".repeat(MAX_TEXT_BYTES + 1).into()),
        Command::Refuse("no".to_owned()),
    ] {
        let after = before.after(command);
        assert_eq!(after.alert.as_ref().unwrap().remedy, Remedy::Dismiss);
        assert_eq!(after.work(), before.work());
    }
}

#[test]
fn a_saved_file_is_shown_as_it_is() {
    let asked = State::default().after(Command::OpenSaved("{}".to_owned()));
    let id = asked.opening.as_ref().unwrap().id;
    let saved = article("Title\n\nText.");
    let answer = Response::Article { id, article: Box::new(saved.clone()) };
    let shown = asked.after(Command::Heard(Box::new(answer)));
    assert_eq!(shown.view().unwrap().article, saved);
    assert!(shown.annotating.is_none());
    let refused = Response::Refused { id, message: "line 3 is not JSON".to_owned() };
    let refused = asked.after(Command::Heard(Box::new(refused)));
    assert!(refused.alert.unwrap().message.contains("line 3"));
}

#[test]
fn hints_move_with_an_edit() {
    let hint = |start, end| Hint { start, end, kind: BlockKind::Caption };
    let hints = [hint(0, 3), hint(4, 7), hint(8, 11)];
    assert_eq!(moved_hints(&hints, "one two six", "one xx six"), [hint(0, 3), hint(7, 10)]);
    assert_eq!(moved_hints(&hints, "one two six", "one two six"), hints);
}

#[test]
fn what_the_reader_decided_outlives_a_change_of_blocks() {
    let mut saved = article("Envoy Anna Lind left in March 2024.\n\nTor Aas stayed.");
    saved.mentions[0].status = Status::Rejected;
    let asked = State::default().after(Command::OpenSaved("{}".to_owned()));
    let id = asked.opening.as_ref().unwrap().id;
    let answer = Response::Article { id, article: Box::new(saved.clone()) };
    let shown = asked.after(Command::Heard(Box::new(answer)));
    let changed = shown.after(Command::SetBlock(37..52, BlockKind::Furniture));
    assert!(changed.work().imported, "the browser goes on to remember all of it");
    let view = answered(&changed).view().cloned().unwrap();
    assert_eq!(view.article.mentions[0], saved.mentions[0]);
}

#[test]
fn filters_last_as_long_as_what_they_name() {
    use crate::relations::{Condition, Field, Filter, Mode};
    let kept = Filter::default().with(Field::Confidence, Some(Condition::LeastPercent(70)));
    let filter = kept.with(Field::Entity, Some(Condition::Entity(0)));
    let chosen = Presentation { mode: Mode::Pairs, filter };
    let before = answered(&opened("Text.")).after(Command::Present(chosen.clone()));
    assert_eq!(before.after(Command::ShowTab(Tab::Graph)).presentation, chosen);
    let again = answered(&before.after(Command::SetBlock(0..5, BlockKind::Furniture)));
    assert_eq!(again.presentation, Presentation { mode: Mode::Pairs, filter: kept });
    let another = before.after(Command::Open("Another.".to_owned().into()));
    assert_eq!(another.presentation, Presentation::default());
}

#[test]
fn another_day_of_publication_is_annotated_anew_and_can_be_undone() {
    let shown = answered(&opened("It rained on Tuesday."));
    let day = Command::SetPublished("2026-11-26".to_owned());
    let dated = shown.after(day.clone());
    assert!(dated.annotating.is_some());
    assert!(dated.view().is_some(), "the old result stays until the new one comes");
    let dated = answered(&dated);
    assert_eq!(dated.after(day), dated, "the same day once more changes nothing");
    assert_eq!(dated.after(Command::Undo).work().day(), "");
    assert_eq!(
        dated.after(Command::EditText).after(Command::AnnotateDraft).work().day(),
        "2026-11-26"
    );
    assert_eq!(Saved::of(dated.work()).published.as_deref(), Some("2026-11-26"));
}

#[test]
fn an_edit_that_is_cancelled_leaves_the_article_as_it_was() {
    let shown = answered(&opened("It rained."));
    assert!(!shown.work().can_cancel() && !State::default().work().can_cancel());
    let edited = shown.after(Command::EditText).after(Command::Draft("It snowed.".into()));
    assert!(edited.work().can_cancel() && edited.typed);
    let back = edited.after(Command::CancelEdit);
    assert_eq!(back.work(), shown.work());
    assert!(back.annotating.is_none() && !back.typed);
    let undone = back.after(Command::Undo);
    assert_eq!(&*undone.work().draft, "It snowed.", "what was typed is not lost");
    assert!(!undone.after(Command::NewArticle).work().can_cancel());
}

#[test]
fn what_is_opened_brings_its_day() {
    let mut file = article("It rained.");
    file.document.published = Some("2026-11-26".to_owned());
    let asked = State::default().after(Command::OpenSaved(String::new()));
    let id = asked.opening.as_ref().unwrap().id;
    let response = Response::Article { id, article: Box::new(file) };
    let opened = asked.after(Command::Heard(Box::new(response)));
    assert_eq!(opened.work().day(), "2026-11-26");
    assert_eq!(opened.after(Command::NewArticle).work().day(), "");
}

#[test]
fn the_day_that_the_text_says_is_shown_until_the_reader_gives_or_takes_another() {
    let shown = answered(&opened("Published 26 November 2026"));
    assert_eq!((shown.work().day(), &shown.work().published), ("2026-11-26", &None));
    for day in ["2026-11-20", ""] {
        let changed = shown.after(Command::SetPublished(day.to_owned()));
        assert_eq!(changed.work().day(), day);
        assert_eq!(changed.after(Command::Undo).work().day(), "2026-11-26");
    }
}
