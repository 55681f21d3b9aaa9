//! Chinese names by rough frequency, with compound surnames and some that are read differently as a surname.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// Surnames and their weight. The common ones carry about what the household registration counts; the rare ones at the end
/// (compound, or read differently as a surname: 单 shàn, 仇 qiú, 解 xiè, 查 zhā, 曾 zēng, 区 ōu, 盖 gě, 翟 zhái) weigh more
/// than in life, so that some hundred people already hold a few of them.
const SURNAMES: &[(&str, u32)] = &[
    ("王", 710),
    ("李", 700),
    ("张", 670),
    ("刘", 520),
    ("陈", 450),
    ("杨", 310),
    ("黄", 220),
    ("赵", 210),
    ("吴", 200),
    ("周", 200),
    ("徐", 150),
    ("孙", 150),
    ("马", 130),
    ("朱", 120),
    ("胡", 120),
    ("郭", 110),
    ("何", 110),
    ("林", 110),
    ("高", 100),
    ("罗", 100),
    ("郑", 90),
    ("梁", 90),
    ("谢", 80),
    ("宋", 80),
    ("唐", 70),
    ("许", 70),
    ("邓", 60),
    ("韩", 60),
    ("冯", 60),
    ("曹", 60),
    ("彭", 60),
    ("曾", 60),
    ("肖", 50),
    ("田", 50),
    ("董", 50),
    ("潘", 50),
    ("袁", 50),
    ("蔡", 50),
    ("蒋", 50),
    ("余", 40),
    ("于", 40),
    ("杜", 40),
    ("叶", 40),
    ("程", 40),
    ("魏", 40),
    ("苏", 40),
    ("吕", 40),
    ("丁", 30),
    ("任", 30),
    ("沈", 30),
    ("姚", 30),
    ("卢", 30),
    ("欧阳", 14),
    ("上官", 6),
    ("司马", 6),
    ("诸葛", 6),
    ("尉迟", 4),
    ("单", 8),
    ("仇", 8),
    ("解", 8),
    ("查", 8),
    ("区", 6),
    ("盖", 4),
    ("翟", 8),
    ("乐", 6),
];

/// Given names that are mostly men's.
const MALE: &[&str] = &[
    "伟", "强", "磊", "军", "勇", "杰", "涛", "超", "明", "刚", "建国", "建华", "志强", "志远", "俊杰",
    "浩然", "宇轩", "子轩", "文博", "国栋", "海波", "晓东", "家豪", "天佑", "一鸣", "思远", "承泽", "长乐",
    "云重", "少行",
];

/// Given names that are mostly women's.
const FEMALE: &[&str] = &[
    "芳", "敏", "静", "丽", "艳", "娟", "霞", "玲", "燕", "婷", "秀英", "桂英", "淑珍", "雪梅", "晓燕",
    "雅静", "欣怡", "诗涵", "梓涵", "雨桐", "思琪", "佳怡", "丹丹", "晓红", "若曦", "婉清", "乐遥", "朝阳",
    "蔚然", "柏筠",
];

/// A name for a man or a woman.
pub(crate) fn name(rng: &mut ChaCha8Rng, male: bool) -> String {
    let given = pick(rng, if male { MALE } else { FEMALE }).copied().unwrap_or("明");
    format!("{}{given}", weighted(rng, SURNAMES).copied().unwrap_or("王"))
}

/// One of a list, all alike.
pub(crate) fn pick<'a, T>(rng: &mut ChaCha8Rng, list: &'a [T]) -> Option<&'a T> {
    (!list.is_empty()).then(|| rng.random_range(0..list.len())).and_then(|at| list.get(at))
}

/// One of a list, by weight.
pub(crate) fn weighted<'a, T>(rng: &mut ChaCha8Rng, list: &'a [(T, u32)]) -> Option<&'a T> {
    let total: u32 = list.iter().map(|(_, weight)| weight).sum();
    let mut left = rng.random_range(0..total.max(1));
    for (value, weight) in list {
        if left < *weight {
            return Some(value);
        }
        left -= weight;
    }
    None
}
