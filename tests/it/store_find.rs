//! One question answered without the index of everybody gives the very answer that the index gives.

use proptest::prelude::*;
use seatmate::domain::customer::{Customer, Level};
use seatmate::domain::safe_text::RawText;
use seatmate::store::search::SearchIndex;

use crate::store_reference::{Shop, now, number, shop};

const FAMILY: [&str; 12] = ["王", "单", "曾", "欧阳", "吕", "重", "翟", "李", "张", "陈", "肖", "Ann "];
const GIVEN: [&str; 12] =
    ["小明", "明", "雪梅", "雄信", "国藩", "丽", "晓燕", "鸣", "Li", "重庆", "强1380", ""];

fn people() -> Shop {
    let shop = shop();
    let mut loader = shop.store.loader(now()).unwrap();
    let levels = [None, Some(Level::Gold), Some(Level::Star3)];
    for (at, family) in FAMILY.iter().enumerate() {
        for (by, given) in GIVEN.iter().enumerate() {
            let digits = 15_400_000_000 + (at * 7_919 + by * 104_729) * 13_577 % 99_999_999;
            let name = RawText::non_empty(&format!("{family}{given}")).filter(|_| (at + by) % 9 != 8);
            let level = levels[(at + by) % levels.len()];
            let person = Customer { name, level, ..Customer::bare(number(&digits.to_string())) };
            loader.put_customer(&person).unwrap();
        }
    }
    for landline in ["01062345678", "10086"] {
        loader.put_customer(&Customer::bare(number(landline))).unwrap();
    }
    loader.commit().unwrap();
    shop
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1))]
    #[test]
    fn the_answer_is_that_of_the_index(
        digits in proptest::collection::vec("[0-9]{1,6}", 40),
        texts in proptest::collection::vec(
            "(王|单|曾|重|小|明|w|wang|x|xiao|m|ming|zeng|ceng|l|lv|lu|chong|zhong|q|ann|li|1380| ){1,3}", 80),
        limit in 1_usize..40,
    ) {
        let shop = people();
        let reader = shop.store.reader().unwrap();
        let index = SearchIndex::build(&reader).unwrap();
        let fixed = ["", " ", "010", "10086", "+86 154", "15400000000", "01062345678", "%", "'", "？？"];
        let all = digits.iter().chain(&texts).map(String::as_str).chain(fixed);
        for query in all {
            let (once, whole) = (reader.find_once(query, limit), index.search(&reader, query, limit));
            prop_assert_eq!(once.unwrap(), whole.unwrap(), "{}", query);
        }
    }
}
