using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ZioExchange.Broker.Persistence;

/// <summary>One numbered schema change of one database, as it stands in <c>Persistence/Sqlite</c> or <c>Persistence/Postgres</c>.</summary>
/// <param name="Version">The number in the file's name (V001 is 1). Scripts run in this order; gaps are allowed.</param>
/// <param name="Name">The file's name without folder, such as <c>V001_AuditLog.sql</c>.</param>
/// <param name="Checksum">SHA-256 of the text with LF line ends, lower-case hex.</param>
/// <param name="Sql">Statements with LF line ends; no BEGIN or COMMIT of their own.</param>
public sealed partial record MigrationScript(int Version, string Name, string Checksum, string Sql)
{
    /// <summary>Every script for the provider that this program carries, lowest version first.</summary>
    public static IReadOnlyList<MigrationScript> For(DatabaseProvider provider)
    {
        var assembly = typeof(MigrationScript).Assembly;
        var marker = $".Persistence.{provider}.";

        return [.. assembly.GetManifestResourceNames()
            .Where(resource => resource.Contains(marker, StringComparison.Ordinal))
            .Select(resource => Read(assembly, resource, resource[(resource.IndexOf(marker, StringComparison.Ordinal) + marker.Length)..]))
            .OrderBy(script => script.Version)];
    }

    private static MigrationScript Read(Assembly assembly, string resource, string name)
    {
        var match = FileName().Match(name);
        if (!match.Success)
        {
            throw new MigrationException($"The script {name} is not named V001_Words.sql. Rename it.");
        }

        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));

        return new(int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), name, checksum, sql);
    }

    [GeneratedRegex(@"^V(\d{3})_\w+\.sql$", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
