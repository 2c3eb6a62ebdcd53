using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Adapters.Sources.School;

/// <summary>An OSO dossier that names its pupil by the school's own number, whatever its yearly edition.</summary>
internal static class OsoDossier
{
    // The year is part of the namespace, so every edition is another one; the table decides which editions it reads.
    private const string Family = "http://www.edustandaard.nl/oso_gegevensset/";

    public static SourceDocument Checked(ReadOnlyMemory<byte> content, SourceCall call, SourceChildKey key)
    {
        var pupil = XmlSubject.Read(content, space => space.StartsWith(Family, StringComparison.Ordinal), "dossier", "huidigeschool", "leerling", "leerlingid");

        return pupil is null ? throw call.Fault(SourceFailure.BadAnswer)
            : key.Names(pupil) ? new SourceDocument("oso", content, SourceCall.Xml)
            : throw call.Fault(SourceFailure.OtherChild);
    }
}
