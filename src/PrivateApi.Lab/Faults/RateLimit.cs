namespace PrivateApi.Lab.Faults;

/// <summary>A token bucket's size and how fast it fills.</summary>
internal sealed record RateLimit(double Burst, double PerSecond)
{
    public static RateLimit Each(double count, double seconds) => new(count, count / seconds);
}
