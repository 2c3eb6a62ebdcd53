using System.CommandLine.Parsing;

namespace ZioExchange.Broker.Cli;

/// <summary>Reads an address that the program will call: absolute, https, or http on loopback.</summary>
internal static class Address
{
    public static Uri? Parse(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            return address;
        }

        result.AddError("An address is absolute and https (http on loopback only), such as https://bron.example.nl/zio/");
        return null;
    }
}
