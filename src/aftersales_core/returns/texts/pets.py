"""Texts of the codes of the rules for pets, plants and goods for pets."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["TEXTS"]

ANIMALS: Final = {
    "pet_care_fault": (
        "what the buyer's feeding or keeping of the animal caused is not covered",
        "因买家喂养、护理不当造成的问题不在保障范围内",
    ),
    "pet_treatment_chosen": (
        "whoever chose to have the treatment paid can ask neither for a refund nor for an exchange afterwards",
        "选择诊疗费用补偿后，不再支持退款或换货",
    ),
    "pet_treated_exotic": (
        "an exotic pet that was treated at the seller's cost can no longer be returned",
        "异宠选择诊疗费用补偿后，不再支持退货退款",
    ),
    "pet_treatment_not_agreed": (
        "the cost of treatment is paid only where the seller agreed to the treatment beforehand",
        "诊疗费用仅在事先与商家协商一致后方可补偿",
    ),
    "pet_treatment_cost": ("the cost of treatment, up to the price", "诊疗费用补偿（以实付金额为限）"),
    "pet_features_match": (
        "an animal whose chip, nose print and face fit the one that was shown counts as that animal",
        "芯片、鼻纹、面部等信息与展示一致的，视为与展示宠物相符",
    ),
    "pet_changed_by_buyer": (
        "an animal that the buyer changed or hurt cannot go back",
        "被买家人为改变外形或伤害的宠物不支持退换",
    ),
    "pet_refused_without_cause": (
        "live animals that are refused at the door without a good reason are at the buyer's risk",
        "无正当理由拒收活体的，风险由买家承担",
    ),
    "pet_picked_up_late": (
        "live animals that are picked up more than {hours} hours after the notice are at the buyer's risk",
        "收到取件通知后超过{hours}小时才取件的，活体风险由买家承担",
    ),
    "pet_flaw_severe_only": (
        "only a severe flaw, or a missing part of the body, leads to a refund or an exchange",
        "仅严重影响外观或残缺的，支持退货退款或换货",
    ),
    "size_within_tolerance": (
        "a size within {percent} % of the stated one is accepted as agreed",
        "尺寸误差在±{percent}%以内属于允许范围",
    ),
    "size_measured_after": (
        "fish are measured at the earliest {hours} hours after they were put into the tank",
        "水族活体应在入缸满{hours}小时后测量尺寸",
    ),
    "size_beyond_limit_only": (
        "the animal can go back only if its size differs from the stated one by more than {percent} %",
        "尺寸差异超过{percent}%的，才支持退货退款",
    ),
}

PLANTS: Final = {
    "plant_care_fault": (
        "what the buyer's care of the plants caused is not covered",
        "因买家养护不当造成的问题不在保障范围内",
    ),
    "plant_not_in_stock": (
        "plants are sent again only while there are any of them",
        "仅在有货时支持补发",
    ),
}

PET_GOODS: Final = {
    "not_intact_pet_goods_opened": (
        "food and medicine for pets come back without a reason only with their seal whole",
        "宠物食品、药品无理由退货须保持一次性密封完好",
    ),
    "not_intact_pet_goods_fed": (
        "goods of which anything was fed or used cannot come back without a reason",
        "已喂食或使用的商品不支持无理由退货",
    ),
    "not_intact_pet_goods_soiled": (
        "soiled or worn pet supplies cannot come back without a reason",
        "有污渍或使用痕迹的宠物用品不支持无理由退货",
    ),
    "not_intact_pet_goods_incomplete": (
        "pet supplies come back without a reason only with everything that belongs to them",
        "宠物用品无理由退货须商品、配件、说明书齐全",
    ),
    "excluded_pet_medicine_confirmed": (
        "medicine for pets cannot come back without a reason where the buyer confirmed so for this very purchase",
        "买家购买时已逐单确认的宠物药品，不适用无理由退货",
    ),
    "pet_goods_buyer_cause": (
        "what the buyer caused is not covered",
        "因买家原因造成的问题不在保障范围内",
    ),
}

US_PETS: Final = {
    "us_pet_buyer_cause": (
        "illness or death from neglect, maltreatment or an injury after delivery is not covered",
        "因交付后疏于照料、虐待或受伤导致的患病、死亡不在保障范围内",
    ),
    "us_pet_fell_ill_later": (
        "an illness that the animal caught only after delivery is not covered",
        "交付后才感染的疾病不在保障范围内",
    ),
    "us_pet_condition_disclosed": (
        "the condition was disclosed in writing by a veterinarian before the sale",
        "出售前已以兽医书面声明告知该疾病或缺陷",
    ),
    "us_pet_no_replacement": (
        "an exchange is possible only where an animal of equal value is there",
        "仅在有等值宠物可供更换时支持换货",
    ),
    "us_pet_sales_tax": ("the sales tax on the animal", "该宠物的销售税"),
    "us_pet_vet_fees": ("reasonable veterinary fees, up to their limit", "合理的兽医诊疗费用（以法定上限为限）"),
    "us_pet_certificate_cost": (
        "the cost of the veterinarian's certificate",
        "取得兽医证明的费用",
    ),
}

MOMENTS: Final = {
    "moment_arrived_at": ("the arrival", "到货"),
    "moment_died_at": ("the animal's death", "发生死亡"),
    "moment_fell_ill_at": ("the illness", "出现病情"),
    "moment_reported_at": ("the first report", "首次反映问题"),
    "moment_rights_notice_at": ("the written notice of rights", "收到书面权利告知"),
    "moment_vet_statement_at": ("the veterinarian's statement", "兽医出具证明"),
    "moment_vet_statement_received_at": (
        "the seller's receipt of the veterinarian's statement",
        "商家收到兽医证明",
    ),
}

TEXTS: Final = Catalogue.of(ANIMALS | PLANTS | PET_GOODS | US_PETS | MOMENTS)
