namespace ZioExchange.Broker;
internal static class Problems { public static Task WriteAsync(HttpContext http, int status, string reason, string detail) => Task.CompletedTask; }
