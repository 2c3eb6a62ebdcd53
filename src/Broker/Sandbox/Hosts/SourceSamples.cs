using System.Text;

namespace ZioExchange.Broker.Sandbox.Hosts;

/// <summary>A hostile document: entities that grow, and one that would read a file.</summary>
internal static class SourceSamples
{
    public const string XmlWithDtd =
        """
        <?xml version="1.0"?>
        <!DOCTYPE dossier [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>
        <dossier>&b;&c;</dossier>
        """;

    public static byte[] DtdText() => Encoding.UTF8.GetBytes(XmlWithDtd);
}
