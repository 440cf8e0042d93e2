"""The kinds of evidence that the library's rules ask for."""

from typing import Final

from aftersales_core.returns.evidence import EvidenceKind, EvidenceKinds

__all__ = ["EVIDENCE"]

EVIDENCE: Final = EvidenceKinds(
    (
        EvidenceKind("photo", "a photo of the problem", "问题照片"),
        EvidenceKind(
            "overall_photo",
            "one photo that shows all goods and how many are affected",
            "能体现整体与问题比例的全景照片",
            ("photo",),
        ),
        EvidenceKind("video", "a video", "视频", ("photo",)),
        EvidenceKind(
            "unboxing_video", "an uncut video of the unpacking", "完整开箱视频", ("video", "photo", "overall_photo")
        ),
        EvidenceKind("waybill_photo", "a photo of the waybill", "快递面单照片"),
        EvidenceKind("label_photo", "a photo of the label", "商品标签照片", ()),
        EvidenceKind("scale_photo", "a photo of the goods on a scale", "称重照片"),
        EvidenceKind("size_photo", "a photo with a ruler", "带尺测量照片"),
        EvidenceKind("temperature_log", "the temperature log", "温度记录"),
        EvidenceKind("invoice", "the invoice or proof of purchase", "发票或购买凭证"),
        EvidenceKind("warranty_card", "the warranty card", "三包凭证"),
        EvidenceKind("serial_photo", "a photo of the serial number", "序列号照片"),
        EvidenceKind("repair_record", "the repair record", "维修记录"),
        EvidenceKind("test_report", "a test report", "检测报告"),
        EvidenceKind("service_report", "a report of the service centre", "售后检测单", ("test_report",)),
        EvidenceKind("vet_record", "the veterinary record", "宠物医院病历"),
        EvidenceKind("vet_certificate", "a veterinarian's certificate", "兽医证明", ("vet_record",)),
        EvidenceKind("vet_invoice", "the veterinarian's bill", "诊疗费票据"),
        EvidenceKind("care_proof", "proof of the care that was given", "养护凭证"),
        EvidenceKind("proof_of_return", "proof that the goods were sent", "寄回凭证"),
        EvidenceKind(
            "unopened_bag_photo", "a photo of the animal in its unopened water bag", "未拆水包照片", ("photo",)
        ),
    )
)
