using PrivateApi.Facts;

namespace PrivateApi.Reachability.Network;

/// <summary>Words about what could not be read.</summary>
internal static class Unread
{
    /// <summary>What is not known, and the permission that would show it.</summary>
    public static string Says(AccountSnapshot snapshot, string subject, string permission, string id) =>
        snapshot.Missing(subject) is { } denied
            ? $"{id} could not be read: {denied.Permission} is denied"
            : $"{id} is not among the facts that were read; reading it needs {permission} in the account that owns it";

    /// <summary>The same of an interface, or of several.</summary>
    public static string Interface(AccountSnapshot snapshot, string id) =>
        Says(snapshot, "NetworkInterface", "ec2:DescribeNetworkInterfaces", id);
}
