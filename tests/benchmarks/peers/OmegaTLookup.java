// Asks OmegaT 3.6 for the matches of sentences in a TMX, as its Matches pane does, and times it.
// Arguments: TMX, a file of queries (one a line), source and target language.
// Prints the seconds it took to load, the number of units, then the milliseconds of each query.

import java.io.File;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.omegat.core.Core;
import org.omegat.core.data.ExternalTMX;
import org.omegat.core.data.IProject;
import org.omegat.core.data.ProjectProperties;
import org.omegat.core.events.IStopped;
import org.omegat.core.statistics.FindMatches;
import org.omegat.tokenizer.LuceneEnglishTokenizer;
import org.omegat.util.OConsts;
import org.omegat.util.RuntimePreferences;

public class OmegaTLookup {
    static class Properties extends ProjectProperties {
        Properties(String source, String target) throws Exception {
            super();
            setSourceLanguage(source);
            setTargetLanguage(target);
        }
    }

    public static void main(String[] arguments) throws Exception {
        RuntimePreferences.setConfigDir(Files.createTempDirectory("omegat").toString());
        Core.initializeConsole(new TreeMap<>());
        Properties properties = new Properties(arguments[2], arguments[3]);
        long begin = System.nanoTime();
        ExternalTMX memory = new ExternalTMX(properties, new File(arguments[0]), true, false);
        System.out.printf(Locale.ROOT, "%.3f%n", (System.nanoTime() - begin) / 1e9);
        System.out.println(memory.getEntries().size());
        IProject project = project(properties, Collections.singletonMap("memory", memory));
        Core.setProject(project);
        FindMatches matches = new FindMatches(
            new LuceneEnglishTokenizer(), OConsts.MAX_NEAR_STRINGS, true, false);
        IStopped goOn = () -> false;
        List<String> queries =
            Files.readAllLines(new File(arguments[1]).toPath(), StandardCharsets.UTF_8);
        for (String query : queries) {
            begin = System.nanoTime();
            matches.search(project, query, true, true, goOn);
            System.out.printf(Locale.ROOT, "%.4f%n", (System.nanoTime() - begin) / 1e6);
        }
        System.exit(0);
    }

    /** A project that has nothing but its memories. */
    static IProject project(ProjectProperties properties, Map<String, ExternalTMX> memories) {
        InvocationHandler answers = (self, method, values) -> {
            switch (method.getName()) {
                case "getProjectProperties": return properties;
                case "getTransMemories": return memories;
                case "getAllEntries": return Collections.emptyList();
                case "isProjectLoaded": return true;
                case "isOrphaned": return false;
                case "isProjectModified": return false;
                default: return null;
            }
        };
        return (IProject) Proxy.newProxyInstance(
            IProject.class.getClassLoader(), new Class<?>[] {IProject.class}, answers);
    }
}
