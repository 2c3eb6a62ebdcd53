namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Body of a flag fact: set or lifted. The subject names the mark, as in law/case.schema.json: PROTECTED_LOCATION, RESTRICTED:OPP_KERN, OBJECTION_PENDING:TLV_AANVRAAG.</summary>
public sealed record FlagFact(bool On);
