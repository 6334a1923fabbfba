package io.agentmesh.camel;

import java.util.ArrayList;
import java.util.List;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The location of a name in a YAML file.
 *
 * @param line   from 1
 * @param parent names and indices from the top to the object with the name
 */
record NodeLocation(int line, List<Object> parent) {

    /** All locations of a name in a YAML text. */
    static List<NodeLocation> of(String name, String yaml) {
        List<NodeLocation> places = new ArrayList<>();
        new Compose(LoadSettings.builder().build()).composeString(yaml)
                .ifPresent(root -> collect(root, name, List.of(), places));
        return places;
    }

    private static void collect(Node node, String name, List<Object> path, List<NodeLocation> places) {
        if (node instanceof SequenceNode list) {
            for (int i = 0; i < list.getValue().size(); i++) {
                collect(list.getValue().get(i), name, below(path, i), places);
            }
        } else if (node instanceof MappingNode object) {
            for (NodeTuple field : object.getValue()) {
                String key = field.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                if (key.equals(name)) {
                    places.add(new NodeLocation(line(field.getKeyNode()), path));
                }
                collect(field.getValueNode(), name, below(path, key), places);
            }
        }
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }

    private static List<Object> below(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
