using System.Globalization;
using System.Text;

namespace PrivateApi.Lab.State;

/// <summary>An opaque paging token that contains the number of items already returned.</summary>
internal static class LabMarker
{
    public static string Write(int position) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(position.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The position; 0 without a token, null for one that the lab did not create.</summary>
    public static int? Read(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return 0;
        }

        byte[] bytes = new byte[token.Length];
        return
            Convert.TryFromBase64String(token, bytes, out int length)
            && int.TryParse(bytes.AsSpan(0, length), CultureInfo.InvariantCulture, out int position)
            && position >= 0
            ? position
            : null;
    }
}
