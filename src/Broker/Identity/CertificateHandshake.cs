using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace ZioExchange.Broker.Identity;

/// <summary>Asks for a client certificate in the TLS handshake, at one port only: browsers of families are not asked for one.</summary>
internal static class CertificateHandshake
{
    /// <remarks>Any certificate is taken: the handshake proves its key, and a token is bound to that (RFC 8705 section 6.3). Whose it is, no certificate decides here.</remarks>
    public static void AskForClientCertificatesAt(this HttpsConnectionAdapterOptions https, int? port)
    {
        if (port is null)
        {
            return;
        }

        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        https.AllowAnyClientCertificate();
        https.OnAuthenticate = (connection, ssl) => ssl.ClientCertificateRequired = connection.LocalEndPoint is IPEndPoint place && place.Port == port;
    }
}
