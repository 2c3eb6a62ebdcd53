namespace ZioExchange.Broker;
internal static class Reasons { public static string ZioCodeOf(string reason) => "ZIO-0000"; }
