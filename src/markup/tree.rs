//! A page as a tree in one list, in the order of reading: what every parser can fill, and every
//! question can be asked of in one pass, without recursion, as pages nest as deep as they like.

/// The attributes that anything is asked of, sorted. A reader may leave out all others. `data-style` is
/// `style` for readers whose policy forbids that.
pub const ATTRIBUTES: [&str; 22] = [
    "aria-hidden",
    "aria-label",
    "aria-modal",
    "class",
    "content",
    "data-component",
    "data-style",
    "data-testid",
    "datetime",
    "hidden",
    "href",
    "id",
    "itemprop",
    "itemtype",
    "lang",
    "name",
    "property",
    "pubdate",
    "rel",
    "role",
    "style",
    "type",
];

/// The list. The first node is the page itself.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// The elements around what comes next, the page first.
    open: Vec<usize>,
}

/// An element or a text.
#[derive(Debug)]
pub(super) struct Node {
    /// The element that it is in; the page is in itself.
    pub(super) parent: usize,
    /// Where the nodes after all that is in it start.
    pub(super) end: usize,
    /// What it is.
    pub(super) content: Content,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Content {
    /// An element: its name in lower case, and those of its attributes that are asked for.
    Element(Box<str>, Vec<(&'static str, Box<str>)>),
    /// Words, with whatever blanks the source has.
    Text(Box<str>),
}

impl Default for Tree {
    fn default() -> Self {
        let page = Node { parent: 0, end: 1, content: Content::Element("".into(), Vec::new()) };
        Self { nodes: vec![page], open: vec![0] }
    }
}

impl Tree {
    /// An element begins.
    pub(super) fn open<'a>(
        &mut self,
        name: &str,
        attributes: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) {
        let asked = attributes.into_iter().filter_map(|(name, value)| {
            let known = ATTRIBUTES.binary_search(&name).ok()?;
            Some((ATTRIBUTES[known], value.into()))
        });
        self.push(Content::Element(name.into(), asked.collect()));
        self.open.push(self.nodes.len() - 1);
    }

    /// A text.
    pub(super) fn text(&mut self, words: &str) {
        self.push(Content::Text(words.into()));
    }

    /// The element that was opened last ends.
    pub(super) fn close(&mut self) {
        if self.open.len() > 1
            && let Some(node) = self.open.pop()
        {
            self.nodes[node].end = self.nodes.len();
        }
    }

    /// Ends all that is open.
    pub(super) fn finish(&mut self) {
        for node in std::mem::take(&mut self.open) {
            self.nodes[node].end = self.nodes.len();
        }
    }

    fn push(&mut self, content: Content) {
        let parent = self.open.last().copied().unwrap_or(0);
        let end = self.nodes.len() + 1;
        self.nodes.push(Node { parent, end, content });
    }

    /// How many nodes there are; each is named by its place.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// A node.
    pub(super) fn node(&self, node: usize) -> &Node {
        &self.nodes[node]
    }

    /// The element that a node is in.
    pub(super) fn parent(&self, node: usize) -> usize {
        self.nodes[node].parent
    }

    /// Where the nodes after all that is in a node start.
    pub(super) fn end(&self, node: usize) -> usize {
        self.nodes[node].end
    }

    /// The name of an element; empty for a text and for the page.
    pub(super) fn name(&self, node: usize) -> &str {
        match &self.nodes[node].content {
            Content::Element(name, _) => name,
            Content::Text(_) => "",
        }
    }

    /// An attribute of an element.
    pub(super) fn attribute(&self, node: usize, name: &str) -> Option<&str> {
        let Content::Element(_, attributes) = &self.nodes[node].content else { return None };
        attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| &**value)
    }

    /// Whether an attribute is there and has this value.
    pub(super) fn has(&self, node: usize, name: &str, value: &str) -> bool {
        self.attribute(node, name).is_some_and(|own| own.eq_ignore_ascii_case(value))
    }

    /// Whether one node is another or in it.
    pub(super) fn is_within(&self, node: usize, around: usize) -> bool {
        (around..self.nodes[around].end).contains(&node)
    }

    /// A node and those around it, the page last.
    pub(super) fn with_ancestors(&self, node: usize) -> impl Iterator<Item = usize> {
        let around = move |&node: &usize| (node > 0).then(|| self.nodes[node].parent);
        std::iter::successors(Some(node), around)
    }

    /// The elements and texts directly in an element.
    pub(super) fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        let end = self.nodes[node].end;
        let first = Some(node + 1).filter(|&child| child < end);
        std::iter::successors(first, move |&child| {
            Some(self.nodes[child].end).filter(|&next| next < end)
        })
    }

    /// All elements, in order.
    pub(super) fn elements(&self) -> impl Iterator<Item = usize> {
        (1..self.nodes.len())
            .filter(|&node| matches!(self.nodes[node].content, Content::Element(..)))
    }

    /// Whether a node is a text.
    pub(super) fn is_text(&self, node: usize) -> bool {
        matches!(self.nodes[node].content, Content::Text(_))
    }

    /// The words of a text, as they are; none for an element.
    pub(super) fn own_text(&self, node: usize) -> &str {
        match &self.nodes[node].content {
            Content::Text(words) => words,
            Content::Element(..) => "",
        }
    }

    /// The words in a node, as they are.
    pub(super) fn words(&self, node: usize) -> String {
        (node..self.nodes[node].end).map(|node| self.own_text(node)).collect()
    }
}
