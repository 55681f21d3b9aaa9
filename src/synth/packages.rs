//! Packages that operators have published, with fee and allowances, for invented customers to hold.

/// A package: monthly fee in yuan, minutes, data in MB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Package {
    /// Name as published.
    pub(crate) name: &'static str,
    /// Brand it is sold under.
    pub(crate) brand: &'static str,
    /// Yuan a month.
    pub(crate) fee: u32,
    /// Minutes included.
    pub(crate) minutes: u32,
    /// Megabytes included.
    pub(crate) mb: u32,
}

const fn package(name: &'static str, brand: &'static str, fee: u32, minutes: u32, mb: u32) -> Package {
    Package { name, brand, fee, minutes, mb }
}

/// By fee. Public price lists of Beijing 2017 to 2019 and national ones up to 2025.
pub(crate) const PACKAGES: &[Package] = &[
    package("4G自由选8元", "神州行", 8, 0, 100),
    package("4G飞享18元", "神州行", 18, 30, 1_024),
    package("自由选28元", "神州行", 28, 0, 900),
    package("4G飞享套餐38元档", "神州行", 38, 80, 1_024),
    package("动感地带潮玩卡39元", "动感地带", 39, 0, 5_120),
    package("4G飞享套餐58元档", "动感地带", 58, 150, 3_072),
    package("动感地带潮玩卡59元", "动感地带", 59, 80, 10_240),
    package("全球通畅享套餐88元档", "全球通", 88, 200, 10_240),
    package("5G全家享99元", "全球通", 99, 300, 15_360),
    package("全球通畅享套餐128元档", "全球通", 128, 300, 20_480),
    package("5G智享158元", "全球通", 158, 700, 40_960),
    package("全球通畅享套餐188元档", "全球通", 188, 500, 30_720),
    package("5G智享198元", "全球通", 198, 1_000, 61_440),
    package("全球通畅享套餐238元档", "全球通", 238, 800, 40_960),
    package("5G智享298元", "全球通", 298, 1_500, 102_400),
    package("全球通无限尊享计划套餐388元档", "全球通", 388, 2_000, 61_440),
    package("全球通无限尊享计划套餐588元档", "全球通", 588, 4_000, 102_400),
];

/// The dearest package whose fee lies at or below `yuan`, else the cheapest.
pub(crate) fn up_to(yuan: f64) -> &'static Package {
    const CHEAPEST: &Package = &package("4G自由选8元", "神州行", 8, 0, 100);
    PACKAGES.iter().rev().find(|package| f64::from(package.fee) <= yuan).unwrap_or(CHEAPEST)
}

/// What data beyond the package costs, in fen: 0.29 yuan a megabyte, at most 60 yuan for each begun gigabyte, at most 500
/// yuan a month (the published rules of the pay-as-you-go ladder and the monthly cap).
pub(crate) fn data_overage_fen(mb: u32) -> i64 {
    let (gigabytes, rest) = (i64::from(mb / 1_024), i64::from(mb % 1_024));
    (gigabytes * 6_000 + (rest * 29).min(6_000)).min(50_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder_and_the_cap() {
        assert_eq!(data_overage_fen(0), 0);
        assert_eq!(data_overage_fen(100), 2_900);
        assert_eq!(data_overage_fen(300), 6_000);
        assert_eq!(data_overage_fen(1_024 + 1), 6_029);
        assert_eq!(data_overage_fen(100 * 1_024), 50_000);
    }

    #[test]
    fn packages_stand_in_the_order_of_their_fees() {
        assert!(PACKAGES.is_sorted_by_key(|package| package.fee));
        assert_eq!(up_to(130.0).fee, 128);
        assert_eq!(up_to(1.0).fee, 8);
    }
}
