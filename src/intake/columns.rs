//! The columns we know, the names other systems give them, and which column of a file is which.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::intake::mapping::{Mapping, Place, Rule};
use crate::intake::table::Row;
use crate::intake::{ImportError, Kind};

/// A column we know: our name, and the names that other systems use.
pub(crate) struct Known {
    pub(crate) name: &'static str,
    aliases: &'static [&'static str],
}

const fn known(name: &'static str, aliases: &'static [&'static str]) -> Known {
    Known { name, aliases }
}

const NUMBER: Known = known(
    "number",
    &["号码", "手机号", "手机号码", "用户号码", "服务号码", "电话", "电话号码", "phone", "msisdn", "mobile"],
);

/// The order is the order in which `rows` asks for them.
const CUSTOMERS: &[Known] = &[
    NUMBER,
    known("customer_id", &["客户编号", "客户id", "用户id", "客户标识"]),
    known("name", &["姓名", "客户姓名", "客户名称", "机主姓名", "用户姓名"]),
    known("gender", &["性别", "sex"]),
    known("birthday", &["生日", "出生日期", "birth_date"]),
    known("level", &["级别", "客户级别", "星级", "客户星级", "客户星级标识", "vip级别"]),
    known("brand", &["品牌"]),
    known("package", &["套餐", "主套餐", "套餐名称", "主套餐名称", "plan"]),
    known("joined_on", &["入网时间", "入网日期", "开户时间", "开户日期"]),
    known("contract_end", &["合约到期", "合约到期日", "合约到期时间", "协议到期", "协议到期日"]),
    known("contract_penalty", &["违约金"]),
    known("balance", &["余额", "账户余额", "话费余额"]),
    known("arrears", &["欠费", "欠费金额", "当月欠费金额"]),
    known("credit_limit", &["信用额度", "信用度"]),
    known("points", &["积分", "可用积分"]),
    known("account", &["账户", "账户编号", "合帐号", "付费账户"]),
    known("group_name", &["集团", "集团名称", "单位", "group"]),
    known("region", &["区域", "归属地", "地市", "县市"]),
    known("segment", &["客户分群", "分群", "细分"]),
    known("tags", &["标签", "客户标签"]),
    known("preferred_channel", &["偏好渠道", "首选渠道"]),
    known("preferred_time", &["偏好时段", "首选时间", "方便时间"]),
    known("taboo", &["禁忌", "注意事项"]),
    known("marketing_consent", &["营销授权", "营销同意", "是否同意营销"]),
    known("do_not_call", &["免打扰", "勿扰", "请勿致电"]),
    known("manager", &["客户经理", "客户经理工号"]),
    known("packs", &["已订包", "已订流量包", "叠加包", "附加套餐", "可选包"]),
    known("package_since", &["套餐生效时间", "套餐生效日期", "套餐订购时间", "订购时间"]),
];

const USAGE: &[Known] = &[
    NUMBER,
    known("month", &["月份", "账期", "统计月份", "帐期"]),
    known("bill", &["账单", "出账金额", "月消费", "当月arpu", "arpu", "消费金额"]),
    known("package_fee", &["套餐费", "月租", "月租费", "套餐月费"]),
    known("voice_fee", &["语音费", "套外语音费", "通话费"]),
    known("data_fee", &["流量费", "套外流量费", "套外流量费（元）"]),
    known("sms_fee", &["短信费"]),
    known("vas_fee", &["增值业务费", "增值费"]),
    known("roaming_fee", &["漫游费"]),
    known("voice_min", &["通话分钟", "通话时长", "当月mou", "mou"]),
    known("voice_out_min", &["主叫分钟", "主叫时长"]),
    known("data_mb", &["流量", "流量mb", "流量（mb）", "dou"]),
    known("sms", &["短信条数", "短信"]),
    known("calls", &["通话次数"]),
    known("distinct_numbers", &["通话号码数", "交往圈"]),
    known("roaming_min", &["漫游分钟", "漫游时长"]),
    known("roaming_mb", &["漫游流量"]),
    known("overage_mb", &["套外流量", "套外流量（mb）"]),
    known("zero_days", &["零通话天数"]),
    known("onnet_share", &["网内占比"]),
];

const HABITS: &[Known] = &[
    NUMBER,
    known("weekday", &["星期", "周几"]),
    known("hour", &["小时", "时段"]),
    known("calls", &["通话次数", "次数"]),
];

const EVENTS: &[Known] = &[
    NUMBER,
    known("at", &["时间", "发生时间", "日期"]),
    known("kind", &["类型", "事件", "事件类型"]),
    known("detail", &["详情", "内容", "说明", "备注"]),
];

const TASKS: &[Known] = &[
    NUMBER,
    known("reason", &["原因", "回访原因", "任务", "任务名称", "事由"]),
    known("due_at", &["到期时间", "计划时间", "回访时间", "截止时间"]),
    known("campaign", &["活动", "活动名称", "营销活动"]),
    known("script", &["话术", "脚本"]),
    known("priority", &["优先级"]),
];

/// In the order of [`crate::content::packages::list::COLUMNS`].
const PACKAGES: &[Known] = &[
    known("code", &["套餐编码", "套餐代码", "资费编码", "产品编码", "编码", "代码"]),
    known("name", &["套餐", "套餐名称", "资费名称", "产品名称", "名称"]),
    known("kind", &["类别", "类型", "套餐类型", "资费类型"]),
    known("fee", &["月费", "月租", "套餐费", "价格", "资费", "资费（元/月）", "月费（元）", "fee_yuan"]),
    known("family", &["系列", "套餐系列"]),
    known("aliases", &["别名", "曾用名"]),
    known("minutes", &["语音", "分钟", "语音分钟", "主叫分钟", "国内通话（分钟）", "voice_min"]),
    known(
        "voice_over",
        &["套外语音", "语音套外", "套外语音单价", "套外语音（元/分钟）", "voice_over_yuan_per_min"],
    ),
    known("national", &["通用流量", "全国流量", "国内流量", "流量"]),
    known("directed", &["定向流量"]),
    known("local", &["本地流量"]),
    known("roaming_data", &["漫游流量"]),
    known("national_mb", &["通用流量（mb）", "流量（mb）", "data_mb"]),
    known("directed_mb", &["定向流量（mb）"]),
    known("local_mb", &["本地流量（mb）"]),
    known("over", &["套外流量规则", "套外规则"]),
    known("per_mb", &["套外每mb", "流量单价", "套外流量（元/mb）"]),
    known("per_gb", &["套外每gb", "每gb封顶"]),
    known("step", &["每100mb封顶"]),
    known("first_mb", &["每100mb计费mb"]),
    known("block_price", &["每块价格"]),
    known("block_mb", &["每块mb"]),
    known("throttle_after", &["限速阈值", "达量限速"]),
    known("kbps", &["限速速率", "限速后速率"]),
    known("cap", &["流量费封顶", "封顶"]),
    known("fuse", &["流量封顶", "断网阈值"]),
    known("sms", &["短信", "短信条数"]),
    known("sms_over", &["套外短信"]),
    known("rollover", &["结转", "流量结转"]),
    known("roaming_days", &["漫游天数"]),
    known("roaming_over", &["漫游每天"]),
    known("line_fee", &["副卡月费", "副卡费"]),
    known("lines_included", &["含副卡", "免费副卡"]),
    known("lines_most", &["副卡上限"]),
    known("benefits", &["权益"]),
    known("commitment", &["合约月数", "合约期", "合约期（月）"]),
    known("penalty", &["违约金"]),
    known("no_downgrade", &["不可降档"]),
    known("effective", &["生效方式", "生效"]),
    known("sale_from", &["上架", "在售起", "开始销售"]),
    known("sale_to", &["下架", "在售止", "停止销售"]),
    known("level_from", &["最低级别", "级别"]),
    known("brands", &["品牌"]),
    known("age_from", &["最小年龄"]),
    known("age_to", &["最大年龄"]),
    known("channels", &["渠道", "办理渠道"]),
    known("new_only", &["仅限新入网", "新用户专享"]),
    known("condition", &["其他条件", "办理条件"]),
    known("with", &["可叠加套餐", "适用系列"]),
    known("stackable", &["可叠加"]),
    known("order", &["办理代码", "办理短信", "sms_code"]),
    known("source", &["来源"]),
    known("year", &["年份", "place_year"]),
];

impl Kind {
    /// The columns of this kind of file, in the order in which its rows are read.
    pub(crate) const fn columns(self) -> &'static [Known] {
        match self {
            Self::Customers => CUSTOMERS,
            Self::Usage => USAGE,
            Self::Habits => HABITS,
            Self::Events => EVENTS,
            Self::Tasks => TASKS,
            Self::Packages => PACKAGES,
        }
    }

    /// How many of the first columns must be there.
    const fn required(self) -> usize {
        match self {
            Self::Customers => 1,
            Self::Usage | Self::Tasks => 2,
            Self::Habits | Self::Packages => 4,
            Self::Events => 3,
        }
    }
}

/// Where each of our columns comes from.
#[derive(Debug)]
pub(crate) struct Columns {
    places: Vec<Option<(From, Rule)>>,
    /// The column of the file, where the field is taken as it is: what nearly every place is.
    plain: Vec<Option<usize>>,
    /// What means unknown in any column.
    null: Vec<String>,
    /// Columns of the file that nobody asked for.
    pub(crate) unknown: Vec<String>,
}

#[derive(Debug)]
enum From {
    Column(usize),
    Constant(String),
}

/// A field's text, with what the mapping does to numbers.
#[derive(Clone, Debug)]
pub(crate) struct Cell<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) multiply: u32,
    pub(crate) divide: u32,
}

impl Cell<'_> {
    /// Whether the number stands as the file has it.
    pub(crate) const fn as_is(&self) -> bool {
        self.multiply == 1 && self.divide == 1
    }
}

/// What systems write when they know nothing. Compared as a whole.
const NOTHING: [&str; 4] = ["NULL", "null", "\\N", "NaN"];

impl Columns {
    /// Finds every column of `kind` in a header: by the mapping first, else by our name or one of the usual others.
    pub(crate) fn find(kind: Kind, header: &[String], mapping: &Mapping) -> Result<Self, ImportError> {
        let folded: Vec<String> = header.iter().map(|name| fold(name)).collect();
        let known = kind.columns();
        let mut used = vec![false; header.len()];
        let mut places = Vec::with_capacity(known.len());
        unknown_fields(known, mapping)?;
        for column in known {
            let place = match mapping.columns.get(column.name) {
                Some(rule) => Some(mapped(column.name, rule, &folded, &mut used)?),
                None => None,
            };
            places.push(place);
        }
        for (column, place) in known.iter().zip(&mut places).filter(|(_, place)| place.is_none()) {
            *place = by_name(column, &folded, &mut used)?.map(|at| (From::Column(at), Rule::default()));
        }
        for (column, place) in known.iter().zip(&places).take(kind.required()) {
            if place.is_none() {
                return Err(ImportError::MissingColumn(column.name));
            }
        }
        if kind == Kind::Usage && places.iter().skip(2).all(Option::is_none) {
            return Err(ImportError::NoMeasure);
        }
        let unknown = header.iter().zip(&used).filter(|(name, used)| !**used && !name.is_empty());
        let unknown = unknown.map(|(name, _)| name.clone()).collect();
        let plain = places.iter().map(|place| as_it_is(place.as_ref(), &mapping.null)).collect();
        Ok(Self { places, plain, null: mapping.null.clone(), unknown })
    }

    /// A field of a row; `None` when the file says nothing there.
    pub(crate) fn cell<'a>(&'a self, row: Row<'a>, at: usize) -> Option<Cell<'a>> {
        if let Some(column) = *self.plain.get(at)? {
            let text = trimmed(row.get(column));
            let known = !text.is_empty() && !is_nothing(text);
            return known.then_some(Cell { text: Cow::Borrowed(text), multiply: 1, divide: 1 });
        }
        self.ruled_cell(row, at)
    }

    /// The bytes of a field that is taken as it is. `None` where the mapping says something about it.
    pub(crate) fn bytes<'a>(&self, row: Row<'a>, at: usize) -> Option<&'a [u8]> {
        row.bytes(*self.plain.get(at)?.as_ref()?)
    }

    /// The same for a field that the mapping says something about.
    fn ruled_cell<'a>(&'a self, row: Row<'a>, at: usize) -> Option<Cell<'a>> {
        let (from, rule) = self.places.get(at)?.as_ref()?;
        let text = match from {
            From::Column(column) => trimmed(row.get(*column)),
            From::Constant(text) => text.as_str(),
        };
        let own = rule.null.as_ref().unwrap_or(&self.null);
        if text.is_empty() || is_nothing(text) || own.iter().any(|null| null == text) {
            return None;
        }
        let text = if rule.changes_text { rule.apply(text) } else { Cow::Borrowed(text) };
        (!text.is_empty()).then_some(Cell { text, multiply: rule.multiply, divide: rule.divide })
    }
}

fn as_it_is(place: Option<&(From, Rule)>, null: &[String]) -> Option<usize> {
    let (From::Column(column), rule) = place? else { return None };
    let plain = rule.multiply == 1 && rule.divide == 1 && !rule.changes_text;
    (plain && rule.null.is_none() && null.is_empty()).then_some(*column)
}

fn is_nothing(text: &str) -> bool {
    // Most fields begin with a digit or a Chinese character, so one look at the first byte saves four comparisons.
    let may_be_nothing = matches!(text.as_bytes().first(), Some(b'N' | b'n' | b'\\'));
    may_be_nothing && NOTHING.contains(&text)
}

/// Without white space around it, full-width spaces too. A field that begins and ends in visible ASCII has none.
fn trimmed(text: &str) -> &str {
    let visible = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    if visible(text.as_bytes().first()) && visible(text.as_bytes().last()) { text } else { text.trim() }
}

fn unknown_fields(known: &[Known], mapping: &Mapping) -> Result<(), ImportError> {
    let stranger = mapping.columns.keys().find(|field| known.iter().all(|column| column.name != **field));
    stranger.map_or(Ok(()), |field| Err(ImportError::UnknownField { field: field.clone() }))
}

fn mapped(
    field: &'static str,
    rule: &Rule,
    header: &[String],
    used: &mut [bool],
) -> Result<(From, Rule), ImportError> {
    match &rule.place {
        Place::Constant(text) => Ok((From::Constant(text.clone()), rule.clone())),
        Place::Column(name) => {
            let folded = fold(name);
            let at = header
                .iter()
                .position(|other| *other == folded)
                .ok_or_else(|| ImportError::MappedColumnMissing { field, column: name.clone() })?;
            if let Some(used) = used.get_mut(at) {
                *used = true;
            }
            Ok((From::Column(at), rule.clone()))
        }
    }
}

/// Our own name wins over the usual others; two columns under our own name are a mistake in the file.
fn by_name(column: &Known, header: &[String], used: &mut [bool]) -> Result<Option<usize>, ImportError> {
    let free = |used: &[bool], at: usize| used.get(at) == Some(&false);
    let own: Vec<usize> = (0..header.len())
        .filter(|at| free(used, *at) && header.get(*at).is_some_and(|name| name == column.name))
        .collect();
    if own.len() > 1 {
        return Err(ImportError::TwoColumns(column.name));
    }
    let alias = || {
        column.aliases.iter().find_map(|alias| {
            (0..header.len()).find(|at| free(used, *at) && header.get(*at).is_some_and(|name| name == alias))
        })
    };
    let found = own.first().copied().or_else(alias);
    if let Some(slot) = found.and_then(|at| used.get_mut(at)) {
        *slot = true;
    }
    Ok(found)
}

/// Case, spaces and full-width brackets do not tell columns apart.
fn fold(name: &str) -> String {
    name.trim()
        .trim_matches(['"', '\u{feff}'])
        .to_lowercase()
        .replace('(', "（")
        .replace(')', "）")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The mapping's rules by our names.
pub(crate) type Rules = BTreeMap<String, Rule>;
