namespace ZioExchange.Consent; internal static class Placeholder;
