//! A round: connections that each ask, wait for the answer, and ask again, until the time is over or nothing is left.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::task::LocalSet;

use crate::Options;
use crate::exchange::Exchange;
use crate::failure::Failure;
use crate::figures::Figures;
use crate::line::Line;
use crate::market::Market;
use crate::scenario::{Requests, Right, Scenario};

/// How many requests a second are made beforehand, where each is made once.
const FASTEST: f64 = 8_000.0;
/// The same for one connection.
const FASTEST_ALONE: f64 = 1_500.0;
/// How much of a body is looked at.
const BEGINNING: usize = 4096;

/// What is left to ask.
struct Left {
    same: Vec<u8>,
    once: Option<VecDeque<Vec<u8>>>,
    right: Right,
    until: Instant,
    /// Whether a wrong answer was shown: one tells enough.
    is_said: bool,
}

/// The round in the middle of all.
///
/// # Errors
/// [`Failure::Io`], [`Failure::Answer`].
pub(crate) async fn median(
    exchange: &Exchange,
    market: &mut Market,
    scenario: Scenario,
    connections: usize,
    options: &Options,
) -> Result<Figures, Failure> {
    let mut rounds = Vec::new();
    for _ in 0..options.rounds.max(1) {
        rounds.push(run(exchange, market, scenario, connections, options.limit()).await?);
    }
    let errors = rounds.iter().map(|round| round.errors).sum();
    rounds.sort_by(|one, other| one.rate().total_cmp(&other.rate()));
    let mut middle = rounds.swap_remove(rounds.len() / 2);
    middle.errors = errors;
    Ok(middle)
}

/// One round.
///
/// # Errors
/// [`Failure::Io`], [`Failure::Answer`].
async fn run(
    exchange: &Exchange,
    market: &mut Market,
    scenario: Scenario,
    connections: usize,
    limit: Duration,
) -> Result<Figures, Failure> {
    let fastest = if connections == 1 { FASTEST_ALONE } else { FASTEST };
    let most = (fastest * limit.as_secs_f64()) as usize;
    let requests = scenario.requests(market, most).await?;
    let mut lines = Vec::with_capacity(connections);
    for _ in 0..connections {
        lines.push(Line::connect(market.address).await?);
    }
    let (same, once, right) = match requests {
        Requests::Same { request, right } => (request, None, right),
        Requests::Once { requests, right } => (Vec::new(), Some(VecDeque::from(requests)), right),
    };
    let (begun, cpu) = (Instant::now(), exchange.cpu()?);
    let left = Rc::new(RefCell::new(Left { same, once, right, until: begun + limit, is_said: false }));
    let asking = LocalSet::new();
    let tasks: Vec<_> =
        lines.into_iter().map(|line| asking.spawn_local(ask(line, Rc::clone(&left)))).collect();
    asking.await;
    let (lasted, cpu) = (begun.elapsed(), exchange.cpu()?.saturating_sub(cpu));
    let mut figures = Figures::default();
    for task in tasks {
        figures.add(task.await.map_err(std::io::Error::other)??);
    }
    figures.close(lasted, cpu);
    if scenario == Scenario::Purchase {
        market.bought += figures.count_right();
    }
    Ok(figures)
}

/// Asks over one connection.
async fn ask(mut line: Line, left: Rc<RefCell<Left>>) -> Result<Figures, Failure> {
    let mut figures = Figures::default();
    let right = left.borrow().right;
    let same = left.borrow().once.is_none().then(|| left.borrow().same.clone());
    let until = left.borrow().until;
    loop {
        let begun = Instant::now();
        if begun >= until {
            return Ok(figures);
        }
        let next = same.is_none().then(|| left.borrow_mut().once.as_mut().and_then(VecDeque::pop_front));
        let request = match (&same, &next) {
            (Some(same), _) => same,
            (None, Some(Some(next))) => next,
            (None, _) => return Ok(figures),
        };
        let (mut beginning, mut length) = (Vec::new(), 0);
        let answer = line.ask(request, |piece| {
            length += piece.len();
            let room = BEGINNING.saturating_sub(beginning.len());
            beginning.extend_from_slice(&piece[..piece.len().min(room)]);
        });
        let answer = answer.await?;
        let is_right = right.is(&answer, &beginning, length);
        if !is_right && !std::mem::replace(&mut left.borrow_mut().is_said, true) {
            eprintln!("load: not the right answer: {} {}", answer.http, String::from_utf8_lossy(&beginning));
        }
        figures.count(is_right, begun.elapsed());
    }
}
