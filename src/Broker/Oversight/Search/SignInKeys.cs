using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Oversight.Search;

/// <summary>What a partner calls its key and how the log knows it. A kid is a name that its owner chose; the log holds thumbprints (RFC 7638), which nobody chooses.</summary>
public sealed class SignInKeys(IDbContextFactory<BrokerDbContext> contexts)
{
    private const int ThumbprintLength = 43;   // SHA-256 in base64url

    /// <summary>Also of keys that were retired: a stolen key is retired before anyone asks what it did.</summary>
    /// <param name="text">A thumbprint as it stands, or the kid of a registered key.</param>
    /// <param name="organisation">Whose key; null when that is not known.</param>
    /// <returns>Empty when nobody registered a key of that name.</returns>
    public async Task<IReadOnlyList<string>> ThumbprintsAsync(string text, string? organisation, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.ClientKeys.AsNoTracking().Where(row => row.Kid == text && (organisation == null || row.OrganisationId == organisation)).Select(row => row.Jwk).ToListAsync(ct);
        var found = rows.Select(jwk => Base64UrlEncoder.Encode(new JsonWebKey(jwk).ComputeJwkThumbprint())).Distinct(StringComparer.Ordinal).ToList();
        return found.Count == 0 && text.Length == ThumbprintLength && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') ? [text] : found;
    }
}
