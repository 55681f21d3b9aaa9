//! The whole road from the question to the advice. Ranking first, then three suggestions, then the two thresholds.

mod choose;

use crate::domain::money::Fen;
use crate::domain::package::who::{Eligibility, may_have};
use crate::domain::package::{Class, Package, Rollover};
use crate::domain::rating::flat::{Flat, FlatUse};
use crate::domain::rating::switch::{Charge, HORIZON, Switch, lost_benefits, penalty};
use crate::domain::rating::{Marks, Plan, Terms, rate};
use crate::domain::recommend::advice::{Advice, ModelCheck, OwnMonths, Ranked, Refused, Saving, Withheld};
use crate::domain::recommend::forecast::Forecast;
use crate::domain::recommend::score::{Costs, Scale};
use crate::domain::recommend::search::{Best, Packs, Search};
use crate::domain::recommend::{Current, History, Question};

/// Answers a question. The same question always has the same answer.
#[must_use]
pub fn advise(question: &Question<'_>) -> Advice {
    let history = question.what_if.apply(question.history);
    let settings = &question.settings;
    let forecast = Forecast::draw(&history, question.start, settings.resamples, settings.seed);
    let scale = Scale::new(&forecast, settings);
    let mut search = Search::new(scale, packs(question));
    Desk::new(question, history, &forecast, scale, &mut search).advise(&mut search)
}

fn packs<'a>(question: &Question<'a>) -> Packs<'a> {
    // What is held may be kept, also when it is no longer sold.
    let held = |pack: &Package| {
        question.current.is_some_and(|current| current.packs.iter().any(|own| own.code == pack.code))
    };
    let sold = |pack: &Package| {
        held(pack) || !matches!(may_have(pack, question.applicant, question.start), Eligibility::No { .. })
    };
    Packs::new(question.packages.iter().enumerate().filter(|(_, pack)| !pack.is_main() && sold(pack)))
}

/// Fewer real bills than this prove nothing about the model.
const ENOUGH: u32 = 3;

/// What a plan costs, before it becomes an entry.
struct Found {
    costs: Costs,
    years: Option<Vec<i64>>,
    terms: Terms,
    is_current: bool,
}

struct Desk<'a, 'q, 'f> {
    question: &'q Question<'a>,
    /// The months that are rated: the customer's own, or those of the what-if.
    history: History,
    forecast: &'f Forecast,
    scale: Scale<'f>,
    /// Terms of any candidate.
    terms: Terms,
    /// Terms of what the customer has: with the discount as last billed.
    today: Terms,
    today_years: Option<Vec<i64>>,
    today_costs: Option<Costs>,
    today_own: Vec<Fen>,
    carry: u64,
    /// Whether the billed fee is that of the package and its packs together.
    with_packs: bool,
    model: ModelCheck,
}

impl<'a, 'q, 'f> Desk<'a, 'q, 'f> {
    fn new(
        question: &'q Question<'a>,
        history: History,
        forecast: &'f Forecast,
        scale: Scale<'f>,
        search: &mut Search<'a, 'f>,
    ) -> Self {
        let terms = Terms { kappa: question.settings.kappa, ..Terms::default() };
        let mut desk = Self {
            question,
            history,
            forecast,
            scale,
            terms,
            today: terms,
            today_years: None,
            today_costs: None,
            today_own: Vec::new(),
            carry: 0,
            with_packs: true,
            model: ModelCheck { error_per_mille: None, months: 0, withheld: None },
        };
        desk.look_at_today(search);
        desk
    }

    /// Rates what the customer has: the yardstick of everything else.
    fn look_at_today(&mut self, search: &mut Search<'a, 'f>) {
        let Some(current) = self.question.current else {
            self.model.withheld = Some(Withheld::CurrentUnknown);
            return;
        };
        let plan = Plan { main: current.main, packs: current.packs };
        self.with_packs = self.fee_covers_packs(&plan);
        self.today.discount = self.last_discount(current);
        let flat = Flat::new(&plan, &self.today);
        self.today_costs = Some(search.price(&flat));
        self.today_years = Some(self.scale.year_sums(&flat, &search.ground));
        // The model is always measured on the months as they were; a what-if has no real bills.
        (self.today_own, _) = self.months_today(&plan, self.question.history);
        self.model = self.check_model();
        (self.today_own, self.carry) = self.months_today(&plan, &self.history);
    }

    /// Which reading of the billed fee meets the real bills better; of equals the one that makes today cheaper.
    fn fee_covers_packs(&mut self, plan: &Plan<'_>) -> bool {
        if plan.packs.is_empty() {
            return true;
        }
        let history = self.question.history;
        let mut error = |with_packs| {
            self.with_packs = with_packs;
            errors(history, &self.months_today(plan, history).0).into_iter().sum::<i64>()
        };
        error(true) <= error(false)
    }

    /// What the last billed fee lies below the catalogue's. A fee above it is left to the model check, never to the saving.
    fn last_discount(&self, current: Current<'_>) -> Fen {
        let billed = self.question.history.months.iter().rev().find_map(|past| past.billed_fee);
        billed.map_or(Fen(0), |billed| discount(billed, current, self.with_packs))
    }

    /// The known months as they were, and what is left to roll over. What had rolled over into the first of them nobody wrote down:
    /// of nothing and all of the plan's data, the one that meets the real bills better is taken, and of equals the cheaper one, so that
    /// today's package never looks dearer than it was.
    fn months_today(&self, plan: &Plan<'_>, history: &History) -> (Vec<Fen>, u64) {
        let rolls = plan.main.rollover == Some(Rollover::OneMonth);
        let most = if rolls { plan.main.allowance(Class::National) } else { 0 };
        let full = self.months_from(plan, history, most);
        let none = self.months_from(plan, history, 0);
        let error = |totals: &[Fen]| errors(history, totals).into_iter().sum::<i64>();
        if error(&none.0) < error(&full.0) { none } else { full }
    }

    fn months_from(&self, plan: &Plan<'_>, history: &History, unknown: u64) -> (Vec<Fen>, u64) {
        let flat = Flat::new(plan, &self.terms);
        let current = Current { main: plan.main, packs: plan.packs };
        let mut carry = unknown;
        let months = history.chain().map(|(past, follows)| {
            let cost = flat.month(&FlatUse::from(&past.used), if follows { carry } else { unknown });
            carry = cost.carry;
            Fen(cost.money)
                + past.billed_fee.map_or(Fen(0), |billed| discount(billed, current, self.with_packs))
        });
        let totals = months.collect();
        (totals, carry)
    }

    fn check_model(&self) -> ModelCheck {
        let history = self.question.history;
        let errors = errors(history, &self.today_own);
        let months = u32::try_from(errors.len()).unwrap_or(u32::MAX);
        let mean = errors.iter().sum::<i64>().checked_div(i64::from(months));
        let error_per_mille = mean.map(|mean| u32::try_from(mean).unwrap_or(u32::MAX));
        let limit = self.question.settings.error_per_mille;
        let gap = self.today_costs.is_some_and(|costs| costs.gap);
        let withheld = if history.blind {
            Some(Withheld::UseUnknown)
        } else if months < ENOUGH {
            Some(Withheld::TooFewMonths { months })
        } else if gap {
            Some(Withheld::PriceUnknown)
        } else {
            error_per_mille
                .filter(|error| *error > limit)
                .map(|error_per_mille| Withheld::ModelOff { error_per_mille })
        };
        ModelCheck { error_per_mille, months, withheld }
    }

    fn advise(self, search: &mut Search<'a, 'f>) -> Advice {
        let (mut ranked, refused) = self.rank(search);
        ranked.sort_by_cached_key(|entry| (!entry.is_complete(), entry.score, entry.fee, entry.code.clone()));
        let current = ranked.iter().find(|entry| entry.is_current).cloned();
        let stay_plus = self.stay_plus(current.as_ref(), search);
        let cheapest = choose::cheapest(&ranked, current.as_ref());
        let same_price = current.as_ref().and_then(|current| self.same_price(&ranked, current));
        let verdict = self.verdict(&ranked, cheapest, current.as_ref(), stay_plus.as_ref());
        Advice {
            current,
            cheapest,
            same_price,
            stay_plus,
            verdict,
            refused,
            ranked,
            model: self.model,
            months: self.history.months.iter().map(|past| past.used.month).collect(),
            bills: self.history.months.iter().map(|past| past.bill).collect(),
            missing: self.history.missing,
            settings: self.question.settings,
        }
    }

    fn rank(&self, search: &mut Search<'a, 'f>) -> (Vec<Ranked>, Vec<Refused>) {
        let (mut ranked, mut refused) = (Vec::new(), Vec::new());
        for (at, package) in self.question.packages.iter().enumerate() {
            if self.question.current.is_some_and(|current| current.main.code == package.code) {
                ranked.extend(self.as_it_is(at));
                continue;
            }
            match may_have(package, self.question.applicant, self.question.start) {
                // The built-in examples beside a real catalogue are nothing that anybody could be refused.
                Eligibility::No { .. } if package.known_only => {}
                Eligibility::No { barrier } => refused.push(self.refuse(at, package, barrier)),
                Eligibility::Yes | Eligibility::MustCheck if !package.is_main() => {}
                answer => {
                    let check = answer == Eligibility::MustCheck;
                    ranked.push(self.candidate(at, package, check, search));
                }
            }
        }
        (ranked, refused)
    }

    fn refuse(&self, at: usize, package: &Package, barrier: crate::domain::package::who::Barrier) -> Refused {
        let own =
            package.is_main().then(|| self.own(&Plan { main: package, packs: &[] }, &self.terms, false).0);
        Refused { package: at, code: package.code.clone(), barrier, own }
    }

    fn as_it_is(&self, at: usize) -> Option<Ranked> {
        let (current, costs) = (self.question.current?, self.today_costs?);
        let plan = Plan { main: current.main, packs: current.packs };
        let with = current.packs.iter().filter_map(|pack| self.position(pack)).collect();
        Some(self.entry(
            at,
            with,
            &plan,
            Found { costs, years: None, terms: self.today, is_current: true },
            Switch::nothing(),
            false,
        ))
    }

    fn position(&self, pack: &Package) -> Option<usize> {
        self.question.packages.iter().position(|package| package.code == pack.code)
    }

    fn candidate(&self, at: usize, main: &'a Package, check: bool, search: &mut Search<'a, 'f>) -> Ranked {
        let switch = self.switch(main);
        let best = search.best(main, switch.known(), &self.terms);
        self.found(at, main, best, &self.terms, switch, check, search)
    }

    /// The present package with the best packs instead of those it has, without any cost of changing.
    fn stay_plus(&self, current: Option<&Ranked>, search: &mut Search<'a, 'f>) -> Option<Ranked> {
        let (now, current) = (self.question.current?, current?);
        let best = search.best(now.main, Fen(0), &self.today);
        let entry =
            self.found(current.package, now.main, best, &self.today, Switch::nothing(), false, search);
        let better = entry.is_complete() && entry.score < current.score;
        (better && !choose::same_packs(&entry.packs, &current.packs)).then_some(entry)
    }

    #[expect(clippy::too_many_arguments, reason = "what a search found, and under which terms")]
    fn found(
        &self,
        at: usize,
        main: &'a Package,
        best: Best<'a>,
        terms: &Terms,
        switch: Switch,
        check: bool,
        search: &Search<'a, 'f>,
    ) -> Ranked {
        let packs: Vec<&Package> = best.packs.iter().map(|(_, pack)| *pack).collect();
        let plan = Plan { main, packs: &packs };
        let switch = self.and_of_dropped(switch, &packs);
        let years = Some(self.scale.year_sums(&Flat::new(&plan, terms), &search.ground));
        let found = Found { costs: best.costs, years, terms: *terms, is_current: false };
        self.entry(at, best.packs.iter().map(|(at, _)| *at).collect(), &plan, found, switch, check)
    }

    /// A held pack with a commitment of its own may cost something to drop, and no file says how long it still runs.
    fn and_of_dropped(&self, mut switch: Switch, kept: &[&Package]) -> Switch {
        let held = self.question.current.map_or(&[][..], |current| current.packs);
        let dropped = held.iter().filter(|pack| kept.iter().all(|kept| kept.code != pack.code));
        let mut bound = dropped.filter(|pack| pack.commitment.is_some_and(|months| months > 0));
        if bound.next().is_some() {
            switch.penalty = Charge::MustCheck;
        }
        switch
    }

    fn switch(&self, to: &Package) -> Switch {
        let Some(current) = self.question.current else { return Switch::nothing() };
        Switch {
            penalty: penalty(current.main, self.question.contract),
            rollover_kb: self.carry,
            rollover: self.rollover_worth(current),
            benefits: lost_benefits(current.main, to),
        }
    }

    /// What the rolled-over data would have saved in the mean of the customer's months on the present package, rounded up.
    fn rollover_worth(&self, current: Current<'_>) -> Fen {
        if self.carry == 0 {
            return Fen(0);
        }
        let flat = Flat::new(&Plan { main: current.main, packs: current.packs }, &self.today);
        let saved = self
            .forecast
            .rows
            .iter()
            .zip(&self.forecast.weights)
            .map(|(row, weight)| (flat.month(row, 0).money - flat.month(row, self.carry).money) * weight);
        mean_up(saved.sum(), self.forecast.drawn.len())
    }

    fn entry(
        &self,
        package: usize,
        with: Vec<usize>,
        plan: &Plan<'_>,
        found: Found,
        switch: Switch,
        check_sale: bool,
    ) -> Ranked {
        let Found { costs, years, terms, is_current } = found;
        let months = self.forecast.drawn.len();
        let known = switch.known();
        let (own, mut marks) = self.own(plan, &terms, is_current);
        marks = marks.and(gap_marks(costs, marks));
        let mut entry = Ranked {
            package,
            with,
            code: plan.main.code.clone(),
            packs: plan.packs.iter().map(|pack| pack.code.clone()).collect(),
            is_current,
            fee: plan.main.fee + plan.packs.iter().map(|pack| pack.fee).sum(),
            mean: mean_up(costs.sum, months),
            worst_tenth: mean_up(costs.tail, months / 10),
            slowness: mean_up(costs.shadow, months),
            own,
            switch,
            wins_per_mille: years.and_then(|years| self.wins(&years, known)),
            saving: Err(Withheld::CurrentUnknown),
            score: mean_up(self.scale.score(&costs, known).scaled, months * 1000),
            marks,
            check_sale,
        };
        entry.saving = self.saving(&entry, costs);
        entry
    }

    /// The customer's own months on a plan. A package that is changed to begins without rolled-over data.
    fn own(&self, plan: &Plan<'_>, terms: &Terms, is_current: bool) -> (OwnMonths, Marks) {
        let mut own = OwnMonths::default();
        let mut marks = Marks::default();
        let mut carry = 0;
        for (past, follows) in self.history.chain() {
            let terms = Terms { carry: if follows { carry } else { 0 }, ..*terms };
            let bill = rate(plan, &past.used, &terms);
            carry = bill.carry;
            marks = marks.and(bill.marks);
            own.slow_days += bill.throttled_days;
            own.totals.push(bill.total);
        }
        if is_current {
            own.totals.clone_from(&self.today_own);
        }
        let bills = self
            .history
            .months
            .iter()
            .enumerate()
            .map(|(at, past)| past.bill.or_else(|| self.today_own.get(at).copied()));
        for (total, billed) in own.totals.iter().zip(bills) {
            let Some(billed) = billed else { continue };
            own.of += 1;
            own.wins += u32::from(*total < billed);
        }
        own.worst = own.totals.iter().copied().max().unwrap_or_default();
        (own, marks)
    }

    fn wins(&self, there: &[i64], switch: Fen) -> Option<u32> {
        let today = self.today_years.as_ref().filter(|years| !years.is_empty())?;
        let wins = there.iter().zip(today).filter(|(there, today)| **there + switch.0 < **today).count();
        u32::try_from(wins * 1000 / today.len()).ok()
    }

    fn saving(&self, entry: &Ranked, costs: Costs) -> Result<Saving, Withheld> {
        if let Some(reason) = self.model.withheld {
            return Err(reason);
        }
        let today = self.today_costs.ok_or(Withheld::CurrentUnknown)?;
        if costs.gap || !entry.is_complete() {
            return Err(Withheld::PriceUnknown);
        }
        let months = self.forecast.drawn.len();
        let forecast = mean_down(today.sum - costs.sum, months);
        let month = self.saving_on_own(entry).map_or(forecast, |own| own.min(forecast));
        let month = if entry.is_current { Fen(0) } else { month };
        Ok(Saving { month, year: Fen(month.0 * HORIZON) - entry.switch.known() })
    }

    /// The same months on the candidate against the real bills and against today's package as rated; the smaller saving per month,
    /// rounded down.
    fn saving_on_own(&self, entry: &Ranked) -> Option<Fen> {
        let mean = |saved: Vec<i64>| (!saved.is_empty()).then(|| mean_down(saved.iter().sum(), saved.len()));
        let bills = self.history.months.iter().zip(&entry.own.totals);
        let on_bills = mean(bills.filter_map(|(past, total)| Some(past.bill?.0 - total.0)).collect());
        let rated = self.today_own.iter().zip(&entry.own.totals);
        let on_rated = mean(rated.map(|(today, total)| today.0 - total.0).collect());
        on_bills.into_iter().chain(on_rated).min()
    }
}

/// By how many thousandths of the real bill each rated month is off.
fn errors(history: &History, rated: &[Fen]) -> Vec<i64> {
    let pairs = history.months.iter().zip(rated);
    pairs
        .filter_map(|(past, rated)| past.bill.filter(|bill| bill.0 > 0).map(|bill| (bill.0, rated.0)))
        .map(|(bill, rated)| (rated - bill).abs() * 1000 / bill)
        .collect()
}

/// A fee billed below the catalogue's is a discount. Some bills name the fee of the package alone, some that of the packs with it.
fn discount(billed: Fen, current: Current<'_>, with_packs: bool) -> Fen {
    let packs = if with_packs { current.packs.iter().map(|pack| pack.fee).sum() } else { Fen(0) };
    (billed - current.main.fee - packs).min(Fen(0))
}

/// A resampled year may meet a missing price that the own months did not (season); it is then marked as a price of data or minutes.
fn gap_marks(costs: Costs, marks: Marks) -> Marks {
    let mut more = Marks::default();
    more.add_if(costs.gap && !marks.has_gap(), crate::domain::rating::Mark::DataPriceUnknown);
    more
}

fn mean_up(sum: i64, count: usize) -> Fen {
    let count = i64::try_from(count).unwrap_or(i64::MAX).max(1);
    Fen(-(-sum).div_euclid(count))
}

fn mean_down(sum: i64, count: usize) -> Fen {
    let count = i64::try_from(count).unwrap_or(i64::MAX).max(1);
    Fen(sum.div_euclid(count))
}
