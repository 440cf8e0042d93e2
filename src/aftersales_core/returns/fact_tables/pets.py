"""Facts that only the rules for pets, plants and goods for pets read."""

from typing import Final

from aftersales_core.returns.facts import FactSpec

__all__ = ["PETS"]

ORDER: Final = (
    FactSpec(
        "us_state",
        "order",
        "text",
        "Which state of the United States protects the buyer (two letters)?",
        "适用美国哪个州的法律（两字母代码）？",
    ),
    FactSpec(
        "unit_price_yuan",
        "order",
        "number",
        "What was paid for one animal, in yuan?",
        "单只实付多少元？",
    ),
)

ANIMAL: Final = (
    FactSpec("aquatic", "product", "yes_no", "Does the animal live in water?", "是否水族活体？"),
    FactSpec("stated_size_mm", "product", "number", "Which size was stated, in millimetres?", "标示尺寸是多少毫米？"),
    FactSpec(
        "condition_disclosed",
        "product",
        "yes_no",
        "Was the condition disclosed in writing by a veterinarian before the sale?",
        "出售前是否已以兽医书面声明告知该疾病或缺陷？",
        default=False,
    ),
)

DELIVERY: Final = (
    FactSpec(
        "at_pickup_point",
        "delivery",
        "yes_no",
        "Was it delivered to a pick-up point?",
        "是否配送至代收点？",
    ),
    FactSpec("arrived_at", "delivery", "instant", "When did it arrive for the buyer?", "何时到货（以取件通知为准）？"),
    FactSpec(
        "pickup_hours",
        "delivery",
        "number",
        "How many hours after the notice was it picked up?",
        "取件通知后多少小时取件？",
    ),
    FactSpec(
        "refusal_justified",
        "delivery",
        "yes_no",
        "Was there a good reason to refuse it at the door?",
        "拒收是否有正当理由？",
    ),
    FactSpec(
        "rights_notice_at",
        "delivery",
        "instant",
        "When did the buyer get the written notice of rights?",
        "买家何时收到书面权利告知？",
    ),
)

CLAIM: Final = (
    FactSpec(
        "reported_at",
        "claim",
        "instant",
        "When was the problem first made known?",
        "何时首次反映问题（未单独反映的，以提交申请为准）？",
    ),
    FactSpec(
        "features_match",
        "claim",
        "yes_no",
        "Do chip, nose print and face fit the animal that was shown?",
        "芯片、鼻纹、面部等信息是否与展示的宠物一致？",
    ),
    FactSpec(
        "severe_flaw",
        "claim",
        "yes_no",
        "Is the flaw severe, or is a part of the body missing?",
        "外观损伤是否严重或残缺？",
    ),
    FactSpec("died_at", "claim", "instant", "When did it die?", "何时死亡？", "customer"),
    FactSpec(
        "treatment_cost",
        "claim",
        "money",
        "What did the necessary examination and treatment cost?",
        "必要的检查和治疗费用是多少？",
        "customer",
    ),
    FactSpec(
        "treatment_agreed",
        "claim",
        "yes_no",
        "Did the seller agree to the treatment?",
        "商家是否同意诊疗？",
    ),
    FactSpec(
        "certification_cost",
        "claim",
        "money",
        "What did the veterinarian's certificate cost?",
        "取得兽医证明花费多少？",
        "customer",
    ),
    FactSpec(
        "sales_tax",
        "claim",
        "money",
        "Which sales tax was paid on the animal, on top of its price?",
        "在价格之外为该宠物缴纳了多少销售税？",
    ),
    FactSpec(
        "vet_statement_at",
        "claim",
        "instant",
        "When did the veterinarian state it in writing?",
        "兽医何时出具书面证明？",
        "customer",
    ),
    FactSpec(
        "fell_ill_at",
        "claim",
        "instant",
        "When had it become ill, by the veterinarian's statement?",
        "据兽医证明，何时已患病？",
        "customer",
    ),
    FactSpec(
        "vet_statement_received_at",
        "claim",
        "instant",
        "When did the seller receive the veterinarian's statement?",
        "商家何时收到兽医证明？",
    ),
    FactSpec(
        "ill_before_delivery",
        "claim",
        "yes_no",
        "Does the veterinarian say that the illness was there on delivery?",
        "兽医是否认定交付时已患病？",
    ),
    FactSpec(
        "replacement_available",
        "claim",
        "yes_no",
        "Is an animal of equal value there for an exchange?",
        "是否有等值宠物可供更换？",
    ),
    FactSpec(
        "measured_size_mm",
        "claim",
        "number",
        "Which size was measured, in millimetres?",
        "实测尺寸是多少毫米？",
        "customer",
    ),
    FactSpec(
        "size_deviation",
        "claim",
        "share",
        "By which share of the stated size does it differ?",
        "实物尺寸与标示尺寸相差的比例是多少？",
        "customer",
    ),
    FactSpec("tank_entered_at", "claim", "instant", "When was it put into the tank?", "何时入缸？", "customer"),
    FactSpec("size_measured_at", "claim", "instant", "When was it measured?", "何时测量？", "customer"),
    FactSpec(
        "settled_hours",
        "claim",
        "number",
        "How many hours had it been in the tank when it was measured?",
        "测量时已入缸多少小时？",
        "customer",
    ),
    FactSpec("fed", "claim", "yes_no", "Was any of it fed or used?", "是否已喂食或使用？", "customer"),
    FactSpec(
        "treatment_chosen",
        "history",
        "yes_no",
        "Did the buyer choose the cost of treatment before?",
        "买家此前是否已选择诊疗费用补偿？",
        default=False,
    ),
)

PETS: Final[tuple[FactSpec, ...]] = (*ORDER, *ANIMAL, *DELIVERY, *CLAIM)
