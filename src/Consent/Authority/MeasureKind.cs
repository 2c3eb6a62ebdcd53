namespace ZioExchange.Consent.Authority;

/// <summary>The measures that change who may decide or receive.</summary>
public enum MeasureKind
{
    /// <summary>Ondertoezichtstelling: parents keep their gezag, the GI receives what it needs (Jeugdwet 7.3.11 lid 4).</summary>
    Ots,

    /// <summary>Voogdij of a GI: it stands in the place of the parents (BW 1:245).</summary>
    Voogdij,
}
