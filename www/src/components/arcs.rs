//! The relations in focus as arcs over the text. They are drawn beside the text, never in it: nothing
//! moves, and the details say the same in words.

use std::{ops::Range, rc::Rc};

use gloss::export::json::Relation;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, ResizeObserver};
use yew::prelude::{
    Html, NodeRef, Properties, classes, component, html, use_effect_with, use_node_ref,
    use_state_eq,
};

use crate::{
    arcs::{Arc, Fragment, arcs, label_places},
    look::{doubts, short_claim},
    selection::fragments,
    view::View,
};

/// More arcs than these would hide the text.
const MOST: usize = 60;

/// Half the width of a label's letter, about, in pixels.
const HALF_LETTER: f64 = 3.25;

#[derive(PartialEq, Properties)]
pub(super) struct ArcsProps {
    pub(super) view: Rc<View>,
    /// The relations to draw, by index.
    pub(super) relations: Vec<usize>,
    /// The evidence that the reader was led to: its arcs stand out.
    pub(super) place: Option<Range<usize>>,
    /// The element with the text.
    pub(super) region: NodeRef,
    /// How much of the text is drawn.
    pub(super) highlights: usize,
}

#[component]
pub(super) fn Arcs(props: &ArcsProps) -> Html {
    let ArcsProps { view, region, relations, .. } = props;
    let canvas = use_node_ref();
    let drawn = use_state_eq(|| (Vec::<Option<Arc>>::new(), 0.0));
    let resized = use_state_eq(|| 0.0);
    {
        let resized = resized.clone();
        use_effect_with(region.clone(), move |region| {
            let observer = observe(region, move || resized.set(js_sys::Date::now()));
            move || {
                if let Some((observer, _)) = observer {
                    observer.disconnect();
                }
            }
        });
    }
    {
        let (drawn, canvas, region) = (drawn.clone(), canvas.clone(), region.clone());
        let reasons = (view.clone(), relations.clone(), props.highlights, *resized);
        use_effect_with(reasons, move |(view, relations, ..)| {
            if let (Some(region), Some(canvas)) =
                (region.cast::<Element>(), canvas.cast::<Element>())
            {
                let width = f64::from(canvas.client_width());
                drawn.set((arcs(&measured(view, relations, &region, &canvas)), width));
            }
        });
    }
    let (arcs, width) = &*drawn;
    html! {
        <svg class="arcs" aria-hidden="true" focusable="false" ref={canvas}>
            { for with_labels(view, relations, arcs, props.place.as_ref(), *width) }
        </svg>
    }
}

/// The arcs with their claims; those of the place that the reader was led to stand out.
fn with_labels(
    view: &View,
    relations: &[usize],
    arcs: &[Option<Arc>],
    place: Option<&Range<usize>>,
    width: f64,
) -> Vec<Html> {
    let relations = relations.iter().filter_map(|&index| view.article.relations.get(index));
    let relations: Vec<&Relation> = relations.take(arcs.len()).collect();
    let is_there = |relation: &&Relation| {
        place.is_some_and(|place| view.evidence_of(relation).contains(place))
    };
    let active: Vec<bool> = relations.iter().map(is_there).collect();
    let claims: Vec<String> = relations.iter().map(|it| short_claim(view, it)).collect();
    let half = |claim: &String| claim.chars().count() as f64 * HALF_LETTER;
    let halves: Vec<f64> = claims.iter().map(half).collect();
    let labels = label_places(arcs, &halves, &active, width);
    let arc = |(index, claim): (usize, String)| {
        let arc = arcs[index].as_ref()?;
        let doubt = doubts(relations[index]).next().is_some();
        Some(html! {
            <g class={classes!("arc", doubt.then_some("doubt"), active[index].then_some("active"))}>
                <path class="line" d={arc.path.clone()} />
                <path class="head" d={arc.head.clone()} />
                if let Some((x, y)) = labels[index] {
                    <text x={x.to_string()} y={y.to_string()}>{ claim }</text>
                }
            </g>
        })
    };
    claims.into_iter().enumerate().filter_map(arc).collect()
}

type Observer = (ResizeObserver, Closure<dyn FnMut()>);

/// Calls back whenever the text takes another size: a new width, a font that came late, a tab shown.
fn observe(region: &NodeRef, callback: impl FnMut() + 'static) -> Option<Observer> {
    let closure = Closure::<dyn FnMut()>::new(callback);
    let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    observer.observe(&region.cast::<Element>()?);
    Some((observer, closure))
}

/// Where the two mentions of each relation lie now. All is measured before anything is drawn.
fn measured(
    view: &View,
    relations: &[usize],
    region: &Element,
    canvas: &Element,
) -> Vec<[Vec<Fragment>; 2]> {
    let ends = |&index: &usize| {
        let relation = &view.article.relations[index];
        [&relation.subject_mention, &relation.object_mention]
            .map(|mention| fragments(region, canvas, mention))
    };
    relations.iter().take(MOST).map(ends).collect()
}
