using System.Globalization;
using PrivateApi.Facts;

namespace PrivateApi.Reachability;

/// <summary>The text by which AWS knows a request that is sent twice; another diagnosis has another one.</summary>
internal static class RequestText
{
    public static string Of(AccountSnapshot snapshot) =>
        string.Create(CultureInfo.InvariantCulture, $"privateapi-{snapshot.TakenAt.ToUnixTimeSeconds()}");
}
