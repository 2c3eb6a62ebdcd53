using System.Text;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Sandbox.Documents;

namespace ZioExchange.Benchmarks.Mapping;

/// <summary>The documents that are timed: those of the sandbox, the official samples, and one message with many products.</summary>
internal static class TimedDocuments
{
    public static IEnumerable<(string Name, string Source, byte[] Bytes)> All(string? shared)
    {
        var region = SandboxRegion.Create(new DateOnly(2026, 11, 24));
        var child = region.Child("1");
        var toewijzing = Jw301Document.Write(region, child);
        yield return ("sandbox JW301", "ijw", toewijzing);
        yield return ("sandbox OSO OV", "oso", OsoDocument.Write(region, child, pao: false));
        yield return ("sandbox OSO PaO", "oso", OsoDocument.Write(region, child, pao: true));
        yield return ("JW301 of 50 MB", "ijw", Long(toewijzing, 50_000_000));
        if (shared is null)
        {
            yield break;
        }

        var data = Path.Combine(shared, "standards", "data");
        yield return ("official JW301", "ijw", File.ReadAllBytes(Path.Combine(data, "ijw-3.2", "berichten", "JW301.xml")));
        yield return ("official OSO OV", "oso", File.ReadAllBytes(Path.Combine(data, "oso-2019.1", "OV", "examples", "Voorbeelddossier_OV_POVO_full.xml")));
        yield return ("official OSO PaO", "oso", File.ReadAllBytes(Path.Combine(data, "oso-2019.1", "PaO", "examples", "Voorbeelddossier_PaO_POSWV_full.xml")));
    }

    /// <summary>The same message with its first product repeated until it has the size.</summary>
    private static byte[] Long(byte[] message, int size)
    {
        var text = Encoding.UTF8.GetString(message);
        var start = text.IndexOf("ToegewezenProduct>", StringComparison.Ordinal);
        start = text.LastIndexOf('<', start);
        var close = text.IndexOf("ToegewezenProduct>", text.IndexOf('/', text.IndexOf("ToegewezenProduct>", start + 40, StringComparison.Ordinal) - 8), StringComparison.Ordinal);
        var product = text[start..(close + "ToegewezenProduct>".Length)];
        var many = new StringBuilder(text, 0, start, size + message.Length);
        while (many.Length < size)
        {
            many.Append(product);
        }

        return Encoding.UTF8.GetBytes(many.Append(text, start, text.Length - start).ToString());
    }
}
