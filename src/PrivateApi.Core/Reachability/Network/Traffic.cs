namespace PrivateApi.Reachability.Network;

/// <summary>What has to pass a security group.</summary>
/// <param name="Protocol">The protocol's name, as rules have it.</param>
/// <param name="Number">Its number, which rules may have in place of the name.</param>
/// <param name="Port">The port.</param>
internal sealed record Traffic(string Protocol, string Number, int Port)
{
    /// <summary>Calls.</summary>
    public static Traffic Https { get; } = new("tcp", "6", ReachRules.Https);

    /// <summary>Queries for names.</summary>
    public static Traffic Dns { get; } = new("udp", "17", 53);

    /// <summary>Queries whose answers are long.</summary>
    public static Traffic LongDns { get; } = new("tcp", "6", 53);

    public override string ToString() => $"{Protocol.ToUpperInvariant()} {Port}";
}
