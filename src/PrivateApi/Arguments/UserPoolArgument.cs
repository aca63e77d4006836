using System.Collections;
using System.Management.Automation;
using System.Text;
using PrivateApi.Errors;
using PrivateApi.Input;
using PrivateApi.Lab.ControlPlane.Cognito;

namespace PrivateApi.Arguments;

/// <summary>Reads <c>-UserPool</c> of a lab: key sets by the id of their user pool.</summary>
internal static class UserPoolArgument
{
    private const int MostBytes = 1024 * 1024;

    /// <summary>The key sets as text.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidKeySet</c>, <c>InputTooLarge</c>.</exception>
    public static Dictionary<string, string> Read(SessionState session, Hashtable? given)
    {
        Dictionary<string, string> sets = new(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in given ?? [])
        {
            string pool = entry.Key.ToString() ?? string.Empty;
            string text = JsonArgument.Unwrap(entry.Value) switch
            {
                string stated when stated.AsSpan().TrimStart() is ['{', ..] => stated,
                string path => File(
                    pool,
                    InputPath.Resolve(session, path) ?? throw Invalid(pool, $"'{InputPath.Shown(path)}' is no file.")
                ),
                FileInfo file => File(pool, file.FullName),
                object value => JsonArgument.From(value)!.ToJsonString(),
                null => string.Empty,
            };
            sets[pool] = UserPoolKeys.IsKeySet(text) ? text : throw Invalid(pool, "No key in it can verify a signature.");
        }

        return sets;
    }

    private static string File(string pool, string path)
    {
        try
        {
            return Encoding.UTF8.GetString(InputFile.Read(path, MostBytes, "key set"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Invalid(pool, $"The file cannot be read: {InputPath.Shown(e.Message)}");
        }
    }

    private static PrivateApiException Invalid(string pool, string why) =>
        new(
            "InvalidKeySet",
            FaultKind.InvalidArgument,
            $"What -UserPool states for {pool} is no key set. {why} A user pool publishes its own at "
                + "https://cognito-idp.{region}.amazonaws.com/{pool}/.well-known/jwks.json: pass it as text, as the path of a "
                + "file, or as an object.",
            pool
        );
}
