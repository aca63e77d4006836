using System.Globalization;

namespace PrivateApi.Tests.Fuzz;

/// <summary>
/// Mutated inputs by number: the same number is the same input everywhere. A thousand a test in every run;
/// PRIVATEAPI_FUZZ=1000000 makes a million of them, PRIVATEAPI_FUZZ_FIRST begins elsewhere (to see one again, or to go on).
/// </summary>
internal static class FuzzRun
{
    private const int MostShown = 5;

    public static readonly int Count = Number("PRIVATEAPI_FUZZ", 1000);

    private static readonly int First = Number("PRIVATEAPI_FUZZ_FIRST", 0);

    /// <summary>Feeds the inputs; what is thrown but not by us fails the test, with the numbers to see them again.</summary>
    /// <param name="input">Makes the input of a number; it has a source of chance of its own.</param>
    /// <param name="feed">Reads it; refusals of ours are caught in here.</param>
    /// <param name="count">How many; null for the run's number.</param>
    public static void Each<T>(Func<Random, T> input, Action<T> feed, int? count = null)
    {
        Dictionary<string, (int Times, string First)> foreign = new(StringComparer.Ordinal);
        for (int number = First; number < First + (count ?? Count); number++)
        {
            T made = input(new Random(number));
            try
            {
                feed(made);
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                string kind = $"{e.GetType().Name} {Place(e)}";
                foreign[kind] = foreign.TryGetValue(kind, out (int Times, string First) seen) ? (seen.Times + 1, seen.First) : (1, $"input {number}: {e}");
            }
        }

        Assert.True(foreign.Count == 0, $"{foreign.Values.Sum(seen => seen.Times)} of {count ?? Count} inputs ended in a foreign exception:{Environment.NewLine}"
            + string.Join(Environment.NewLine, foreign.OrderByDescending(pair => pair.Value.Times).Select(pair => $"{pair.Value.Times} x {pair.Key}"))
            + Environment.NewLine + string.Join(Environment.NewLine, foreign.Values.Take(MostShown).Select(seen => seen.First)));
    }

    /// <summary>Runs what may refuse; the refusal has to be ours, with one of these ids, and say something.</summary>
    /// <returns>True when nothing was refused.</returns>
    public static bool Refused(Action act, params string[] ids)
    {
        try
        {
            act();
            return false;
        }
        catch (PrivateApiException refused)
        {
            Assert.Contains(refused.ErrorId, ids);
            Assert.NotEqual(string.Empty, refused.Message);
            return true;
        }
    }

    private static string Place(Exception e) => e.StackTrace?.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Contains("PrivateApi.", StringComparison.Ordinal))?.Split(" in ")[0] ?? string.Empty;

    private static int Number(string variable, int otherwise) =>
        int.Parse(Environment.GetEnvironmentVariable(variable) ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
