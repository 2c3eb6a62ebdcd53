namespace ZioExchange.Testing; internal static class Placeholder;
